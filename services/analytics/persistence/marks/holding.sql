-- The day of the latest earlier contract of the same company: of the same principal (with mandataries), of the same
-- buyer. Contracts of one day are no history of each other.
SELECT
    key, contract_id, ordinal,
    max(day) OVER (
        PARTITION BY principal, company ORDER BY day
        RANGE BETWEEN UNBOUNDED PRECEDING AND INTERVAL 1 DAY PRECEDING
    ) AS previous,
    max(day) OVER (
        PARTITION BY buyer, company ORDER BY day
        RANGE BETWEEN UNBOUNDED PRECEDING AND INTERVAL 1 DAY PRECEDING
    ) AS own_previous
FROM pool.holding WHERE company IS NOT NULL AND day IS NOT NULL
