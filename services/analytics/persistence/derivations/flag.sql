-- One row for each red flag that stands: a rule, and the process, lot, buyer or company that it stands on. Its day is
-- that of the opening of the bids, else of the publication; of a buyer or a company, the last one of the year.
WITH latest AS (
    SELECT * FROM told.flag_version WHERE (getvariable('as_of') IS NULL OR valid_on <= getvariable('as_of'))
    QUALIFY row_number() OVER (PARTITION BY flag_id ORDER BY version DESC) = 1
),
opening AS (
    SELECT tender_id, timezone('Europe/Paris', max("at"))::DATE AS day FROM told.tender_version
    WHERE kind = 'opened' AND phase NOT IN ('requests', 'dialogue') GROUP BY tender_id
)
SELECT
    latest.key,
    coalesce(opening.day, tender.day, make_date(latest.year, 12, 31)) AS day,
    latest.buyer,
    coalesce(tender.principal, latest.buyer) AS principal,
    latest.department,
    tender.area,
    tender.cpv,
    left(tender.cpv, 2) AS division,
    tender.nature,
    tender.technique,
    tender.procedure,
    NULL::VARCHAR AS place,
    NULL::VARCHAR AS commune,
    NULL::VARCHAR AS size,
    NULL::VARCHAR AS territory,
    coalesce(tender.subsequent, false) AS subsequent,
    latest.rule,
    latest.tender_id AS process,
    latest.lot,
    coalesce(latest.company, latest.buyer) AS subject,
    NULL::DOUBLE AS value,
    latest.flag_id
FROM latest
LEFT JOIN derived.tender AS tender ON tender.tender_id = latest.tender_id
LEFT JOIN opening ON opening.tender_id = latest.tender_id
WHERE latest.kind = 'raised'
