-- One row for each entry of a purchase plan, as it was announced last.
WITH happened AS (
    SELECT * FROM told.plan_version WHERE (getvariable('as_of') IS NULL OR valid_on <= getvariable('as_of'))
),
announced AS (
    SELECT *, make_date(left(quarter, 4)::INTEGER, 3 * right(quarter, 1)::INTEGER - 2, 1) AS starts_on
    FROM happened WHERE kind = 'published'
    QUALIFY row_number() OVER (PARTITION BY entry_id ORDER BY version DESC) = 1
),
came AS (
    SELECT
        entry_id,
        min(timezone('Europe/Paris', "at")::DATE) FILTER (kind = 'published') AS announced_on,
        min(timezone('Europe/Paris', "at")::DATE) FILTER (kind = 'tendered') AS tendered_on,
        min(timezone('Europe/Paris', "at")::DATE) FILTER (kind = 'withdrawn') AS withdrawn_on,
        count(*) FILTER (kind = 'published') AS announcements
    FROM happened GROUP BY entry_id
)
SELECT
    announced.key,
    announced.entry_id,
    announced.starts_on AS day,
    announced.buyer,
    announced.buyer AS principal,
    announced.department,
    announced.area,
    announced.cpv,
    left(announced.cpv, 2) AS division,
    announced.nature,
    NULL::VARCHAR AS technique,
    announced.procedure,
    NULL::VARCHAR AS place,
    NULL::VARCHAR AS commune,
    NULL::VARCHAR AS size,
    NULL::VARCHAR AS territory,
    false AS subsequent,
    announced.title,
    (announced.starts_on + INTERVAL 3 MONTH)::DATE - 1 AS due,
    came.announced_on,
    came.tendered_on,
    came.withdrawn_on,
    came.withdrawn_on IS NOT NULL AS withdrawn,
    came.announcements,
    announced.minimum,
    announced.most
FROM announced JOIN came USING (entry_id)
