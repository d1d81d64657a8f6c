-- One row for each readable bid of the final phase and lot that it is for. The price is secret: it serves red flags.
WITH offered AS (
    SELECT
        tender_id, version, bid_id, opened_at, received_at, readable, unnest(lots::INTEGER[]) AS lot
    FROM told.opened_bid
    WHERE phase NOT IN ('requests', 'dialogue') AND (getvariable('as_of') IS NULL OR valid_on <= getvariable('as_of'))
),
final AS (
    SELECT * FROM offered QUALIFY version = max(version) OVER (PARTITION BY tender_id, lot)
),
member AS (
    SELECT
        tender_id, version, bid_id,
        bool_or(role <> 'sole') OR count(*) > 1 AS is_group,
        arg_min(struct_pack(company, size, commune, department, country), ordinal) FILTER (is_lead) AS lead
    FROM told.bid_member GROUP BY tender_id, version, bid_id
),
happened AS (
    SELECT * FROM told.lot_event WHERE (getvariable('as_of') IS NULL OR valid_on <= getvariable('as_of'))
),
reopened AS (
    SELECT tender_id, lot, max(version) AS version FROM happened WHERE kind = 'reopened' GROUP BY tender_id, lot
),
annulled AS (
    SELECT DISTINCT award_id FROM happened WHERE kind = 'annulled'
),
approved AS (
    SELECT award_id, min("at") AS approved_at FROM happened WHERE kind = 'approved' GROUP BY award_id
),
-- The award that stands: the last one, unless its lot was opened again or the whole procedure was dropped.
awarded AS (
    SELECT happened.tender_id, happened.lot, happened.award_id, happened.bid_id, happened.further
    FROM happened
    JOIN derived.tender AS tender USING (tender_id)
    LEFT JOIN reopened ON reopened.tender_id = happened.tender_id AND reopened.lot = happened.lot
    LEFT JOIN annulled ON annulled.award_id = happened.award_id
    WHERE happened.kind = 'awarded' AND tender.cancelled_at IS NULL AND annulled.award_id IS NULL
        AND happened.version > coalesce(reopened.version, 0)
    QUALIFY row_number() OVER (PARTITION BY happened.tender_id, happened.lot ORDER BY happened.version DESC) = 1
),
ruling AS (
    SELECT * FROM told.bid_ruling WHERE (getvariable('as_of') IS NULL OR valid_on <= getvariable('as_of'))
),
ruled AS (
    SELECT * FROM ruling WHERE kind IN ('rejected', 'reinstated')
    QUALIFY row_number() OVER (PARTITION BY bid_id, lot ORDER BY "at" DESC, version DESC, subject) = 1
),
letter AS (
    SELECT * FROM ruling WHERE kind = 'told'
    QUALIFY row_number() OVER (PARTITION BY bid_id, lot, award_id ORDER BY "at", version) = 1
),
priced AS (
    SELECT * FROM told.offer WHERE (getvariable('as_of') IS NULL OR valid_on <= getvariable('as_of'))
    QUALIFY row_number() OVER (PARTITION BY bid_id, lot ORDER BY recorded_at DESC, version DESC, opening_id) = 1
),
judged AS (
    SELECT
        final.*,
        member.is_group,
        member.lead,
        awarded.award_id,
        awarded.tender_id IS NOT NULL AS decided,
        coalesce(
            awarded.bid_id = final.bid_id
            OR list_contains(from_json(awarded.further, '["UUID"]'), final.bid_id), false
        ) AS won
    FROM final
    JOIN member USING (tender_id, version, bid_id)
    LEFT JOIN awarded ON awarded.tender_id = final.tender_id AND awarded.lot = final.lot
    WHERE final.readable
)
SELECT
    tender.key,
    judged.tender_id,
    judged.lot,
    judged.bid_id,
    timezone('Europe/Paris', judged.opened_at)::DATE AS day,
    tender.buyer,
    tender.principal,
    tender.department,
    tender.area,
    lot.cpv,
    left(lot.cpv, 2) AS division,
    tender.nature,
    tender.technique,
    tender.procedure,
    judged.lead.department AS place,
    judged.lead.commune AS commune,
    judged.lead.size AS size,
    territory(judged.lead.department, judged.lead.country) AS territory,
    tender.subsequent,
    judged.lead.company AS company,
    timezone('Europe/Paris', judged.opened_at)::DATE AS opened_on,
    judged.received_at,
    judged.is_group,
    judged.won,
    judged.decided AND NOT judged.won AS losing,
    CASE WHEN ruled.kind = 'rejected' THEN ruled.ground END AS rejected,
    letter."at" AS told_at,
    letter.motivated,
    approved.approved_at,
    priced.price
FROM judged
JOIN derived.tender AS tender USING (tender_id)
LEFT JOIN derived.lot AS lot ON lot.tender_id = judged.tender_id AND lot.lot = judged.lot
LEFT JOIN ruled ON ruled.bid_id = judged.bid_id AND ruled.lot = judged.lot
LEFT JOIN letter
    ON letter.bid_id = judged.bid_id AND letter.lot = judged.lot
    AND letter.award_id IS NOT DISTINCT FROM judged.award_id
LEFT JOIN approved ON approved.award_id = judged.award_id
LEFT JOIN priced ON priced.bid_id = judged.bid_id AND priced.lot = judged.lot
