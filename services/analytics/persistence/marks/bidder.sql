-- The day on which a company last bid before: for the same principal, and for the same buyer. Several tenders of one day
-- are not before each other.
SELECT
    key,
    tender_id,
    company,
    max(day) OVER (
        PARTITION BY principal, company ORDER BY day RANGE BETWEEN UNBOUNDED PRECEDING AND INTERVAL 1 DAY PRECEDING
    ) AS previous,
    max(day) OVER (
        PARTITION BY buyer, company ORDER BY day RANGE BETWEEN UNBOUNDED PRECEDING AND INTERVAL 1 DAY PRECEDING
    ) AS own_previous
FROM pool.bidder
