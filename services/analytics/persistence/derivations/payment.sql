-- One row for each payment of an invoice under a counted contract, as it was corrected last.
WITH act AS (
    SELECT * FROM told.act_version
    QUALIFY row_number() OVER (PARTITION BY act_id ORDER BY version DESC) = 1
),
-- What a company turns over in a year, as the registry says of it as a holder.
turnover AS (
    SELECT contract_id, company, max(turnover) AS turnover FROM derived.holding GROUP BY contract_id, company
),
paid AS (
    SELECT
        act.*, coalesce(invoice.company, contract.company) AS payee
    FROM act
    JOIN derived.contract AS contract USING (contract_id)
    LEFT JOIN act AS invoice ON invoice.act_id = act.invoice AND invoice.kind = 'invoice'
    WHERE act.kind = 'payment' AND (getvariable('as_of') IS NULL OR act."on" <= getvariable('as_of'))
)
SELECT
    contract.key,
    paid.act_id,
    paid.contract_id,
    paid."on" AS day,
    contract.buyer,
    contract.principal,
    contract.department,
    contract.area,
    contract.cpv,
    contract.nature,
    contract.technique,
    contract.procedure,
    contract.place,
    contract.commune,
    contract.size,
    contract.territory,
    contract.subsequent,
    paid.payee AS company,
    turnover.turnover,
    paid.value,
    paid.received_on,
    paid.delay_days,
    paid.late,
    paid.delay_days <= 30 AS in_time,
    paid.invoice
FROM paid
JOIN derived.contract AS contract USING (contract_id)
LEFT JOIN turnover ON turnover.contract_id = paid.contract_id AND turnover.company = paid.payee
