-- The values by which one tells what is usual in a CPV division: the natural logarithm of each initial value that no
-- other rule sets aside.
SELECT division, ln(initial::DOUBLE) AS size FROM pool.contract
WHERE division IS NOT NULL AND initial > 1 AND (initial < 100000000 OR confirmed)
    AND NOT coalesce(planned > 0 AND initial >= 10 * planned, false)
