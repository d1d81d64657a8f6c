-- One row for each invoice under a counted contract: settled on the day when its payments reach what it asks.
WITH act AS (
    SELECT * FROM told.act_version
    QUALIFY row_number() OVER (PARTITION BY act_id ORDER BY version DESC) = 1
),
payment AS (
    SELECT
        invoice, act_id, "on",
        sum(value) OVER (PARTITION BY invoice ORDER BY "on", act_id) AS paid
    FROM act WHERE kind = 'payment' AND (getvariable('as_of') IS NULL OR "on" <= getvariable('as_of'))
),
settled AS (
    SELECT
        act.act_id,
        max(payment.paid) AS paid_value,
        min(payment."on") FILTER (payment.paid >= act.value) AS settled_on
    FROM act JOIN payment ON payment.invoice = act.act_id
    WHERE act.kind = 'invoice' GROUP BY act.act_id
)
SELECT
    contract.key,
    act.act_id,
    act.contract_id,
    act."on" AS day,
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
    coalesce(act.company, contract.company) AS company,
    act.value,
    act."on" AS received_on,
    settled.settled_on,
    coalesce(settled.paid_value, 0)::DECIMAL(18, 2) AS paid_value,
    settled.settled_on - act."on" AS days
FROM act
JOIN derived.contract AS contract USING (contract_id)
LEFT JOIN settled ON settled.act_id = act.act_id
WHERE act.kind = 'invoice' AND (getvariable('as_of') IS NULL OR act."on" <= getvariable('as_of'))
