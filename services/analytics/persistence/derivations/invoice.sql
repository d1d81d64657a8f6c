-- One row for each invoice under a counted contract: settled on the day when its payments reach what it asks.
WITH payment AS (
    SELECT
        said.invoice, day, sum(said.value) OVER (PARTITION BY said.invoice ORDER BY day, act_id) AS paid
    FROM derived.act
    WHERE kind = 'payment' AND (getvariable('as_of') IS NULL OR day <= getvariable('as_of'))
),
settled AS (
    SELECT
        act.act_id,
        max(payment.paid) AS paid_value,
        min(payment.day) FILTER (payment.paid >= act.said.value) AS settled_on
    FROM derived.act AS act JOIN payment ON payment.invoice = act.act_id
    WHERE act.kind = 'invoice' GROUP BY act.act_id
)
SELECT
    act.* EXCLUDE (holder, kind, said),
    coalesce(act.said.company, act.holder) AS company,
    act.said.value,
    act.day AS received_on,
    settled.settled_on,
    coalesce(settled.paid_value, 0)::DECIMAL(18, 2) AS paid_value,
    settled.settled_on - act.day AS days
FROM derived.act AS act LEFT JOIN settled USING (act_id)
WHERE act.kind = 'invoice' AND (getvariable('as_of') IS NULL OR act.day <= getvariable('as_of'))
