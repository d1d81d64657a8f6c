-- One row for each batch of facts that a copy took in, by the oldest of them. No told row says when it was taken in: the
-- copy itself adds rows as it follows.
SELECT
    NULL::UUID AS key,
    NULL::BIGINT AS batch,
    NULL::DATE AS day,
    NULL::VARCHAR AS buyer,
    NULL::VARCHAR AS principal,
    NULL::VARCHAR AS department,
    NULL::VARCHAR AS area,
    NULL::VARCHAR AS cpv,
    NULL::VARCHAR AS division,
    NULL::VARCHAR AS nature,
    NULL::VARCHAR AS technique,
    NULL::VARCHAR AS procedure,
    NULL::VARCHAR AS place,
    NULL::VARCHAR AS commune,
    NULL::VARCHAR AS size,
    NULL::VARCHAR AS territory,
    false AS subsequent,
    NULL::TIMESTAMPTZ AS recorded_at,
    NULL::TIMESTAMPTZ AS settled_at,
    NULL::DOUBLE AS seconds
WHERE false
