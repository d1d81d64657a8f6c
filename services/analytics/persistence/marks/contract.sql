-- The same for a contract: of any of its holders, and of its lead.
SELECT
    key, contract_id,
    max(previous) AS previous_any, max(previous) FILTER (is_lead) AS previous_lead,
    max(own_previous) AS own_previous_any, max(own_previous) FILTER (is_lead) AS own_previous_lead
FROM pool.holding GROUP BY key, contract_id
