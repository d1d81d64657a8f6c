-- One row for each red flag: a rule, and the process, lot or company that it stands on. Rules are no SQL: who applies them
-- to what is derived of a key adds their rows.
SELECT
    NULL::UUID AS key,
    NULL::DATE AS day,
    NULL::VARCHAR AS buyer,
    NULL::VARCHAR AS principal,
    NULL::VARCHAR AS department,
    NULL::VARCHAR AS area,
    NULL::VARCHAR AS cpv,
    NULL::VARCHAR AS nature,
    NULL::VARCHAR AS technique,
    NULL::VARCHAR AS procedure,
    NULL::VARCHAR AS place,
    NULL::VARCHAR AS commune,
    NULL::VARCHAR AS size,
    NULL::VARCHAR AS territory,
    false AS subsequent,
    NULL::VARCHAR AS rule,
    NULL::UUID AS process,
    NULL::INTEGER AS lot,
    NULL::VARCHAR AS subject,
    NULL::DOUBLE AS value
WHERE false
