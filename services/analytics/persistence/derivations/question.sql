-- One row for each question about a call that was answered, with the dimensions of its tender.
WITH answered AS (
    SELECT * FROM told.question WHERE (getvariable('as_of') IS NULL OR valid_on <= getvariable('as_of'))
    QUALIFY row_number() OVER (PARTITION BY question_id ORDER BY version) = 1
)
SELECT
    tender.key,
    answered.tender_id,
    answered.question_id,
    timezone('Europe/Paris', answered.answered_at)::DATE AS day,
    tender.buyer,
    tender.principal,
    tender.department,
    tender.area,
    tender.cpv,
    left(tender.cpv, 2) AS division,
    tender.nature,
    tender.technique,
    tender.procedure,
    tender.place,
    tender.commune,
    tender.size,
    tender.territory,
    tender.subsequent,
    answered.asked_at,
    answered.answered_at,
    epoch(answered.answered_at - answered.asked_at) / 3600 AS hours
FROM answered JOIN derived.tender AS tender USING (tender_id)
