-- The same for a contract: of any of its holders, and of its lead. Whole months are kept beside the day, for a question
-- compares them with its window in a tenth of the time that a day and an interval take.
WITH latest AS (
    SELECT
        key, contract_id, any_value(day) AS day,
        max(previous) AS previous_any, max(previous) FILTER (is_lead) AS previous_lead,
        max(own_previous) AS own_previous_any, max(own_previous) FILTER (is_lead) AS own_previous_lead
    FROM pool.holding GROUP BY key, contract_id
)
SELECT
    key, contract_id, previous_any,
    months_since(previous_any, day) AS months_any, months_since(previous_lead, day) AS months_lead,
    months_since(own_previous_any, day) AS own_months_any, months_since(own_previous_lead, day) AS own_months_lead
FROM latest
