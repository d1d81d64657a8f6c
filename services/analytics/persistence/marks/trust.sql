-- What is usual in each CPV division: median and median absolute deviation of the natural logarithm of the initial
-- values that no other rule sets aside, and the bounds that lie three robust deviations away. There are none of under 20
-- values, nor where more than half of them are the same.
WITH values AS (
    SELECT left(cpv, 2) AS division, ln(initial::DOUBLE) AS size FROM pool.contract
    WHERE cpv IS NOT NULL AND initial > 1 AND (initial < 100000000 OR confirmed)
        AND NOT coalesce(planned > 0 AND initial >= 10 * planned, false)
),
spread AS (SELECT division, count(*) AS known, median(size) AS median, mad(size) AS deviation FROM values GROUP BY division)
SELECT
    *,
    CASE WHEN known >= 20 AND deviation > 0 THEN median - 3 * 1.4826 * deviation END AS least,
    CASE WHEN known >= 20 AND deviation > 0 THEN median + 3 * 1.4826 * deviation END AS most
FROM spread
