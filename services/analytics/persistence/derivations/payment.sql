-- One row for each payment of an invoice under a counted contract, as it was corrected last.
WITH paid AS (
    SELECT payment.*, coalesce(invoice.said.company, payment.holder) AS payee
    FROM derived.act AS payment
    LEFT JOIN derived.act AS invoice ON invoice.act_id = payment.said.invoice AND invoice.kind = 'invoice'
    WHERE payment.kind = 'payment' AND (getvariable('as_of') IS NULL OR payment.day <= getvariable('as_of'))
),
-- What a company turns over in a year, as the registry says of it as a holder.
turnover AS (
    SELECT contract_id, company, max(turnover) AS turnover FROM derived.holding GROUP BY contract_id, company
)
SELECT
    paid.* EXCLUDE (holder, kind, said, payee),
    paid.payee AS company,
    turnover.turnover,
    paid.said.value,
    paid.said.received_on,
    paid.said.delay_days,
    paid.said.late,
    paid.said.delay_days <= 30 AS in_time,
    paid.said.invoice
FROM paid LEFT JOIN turnover ON turnover.contract_id = paid.contract_id AND turnover.company = paid.payee
