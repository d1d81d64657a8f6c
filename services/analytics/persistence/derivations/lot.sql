-- One row for each lot of a published tender, by what became of it last: a reopened lot is open again.
WITH happened AS (
    SELECT * FROM told.lot_event WHERE (getvariable('as_of') IS NULL OR valid_on <= getvariable('as_of'))
),
-- A tender tells of its lots in the order of its own versions.
decided AS (
    SELECT * FROM happened WHERE kind IN ('closed', 'reopened')
    QUALIFY row_number() OVER (PARTITION BY tender_id, lot ORDER BY version DESC) = 1
),
-- A ranking stands until the same evaluation is opened again.
evaluated AS (
    SELECT * FROM happened WHERE kind IN ('evaluated', 'evaluation-reopened')
    QUALIFY row_number() OVER (PARTITION BY tender_id, lot ORDER BY "at" DESC, version DESC, subject) = 1
),
awarded AS (
    SELECT * FROM happened WHERE kind = 'awarded'
    QUALIFY row_number() OVER (PARTITION BY tender_id, lot ORDER BY version DESC) = 1
),
offered AS (
    SELECT tender_id, bid_id, version, readable, unnest(lots::INTEGER[]) AS lot
    FROM told.opened_bid
    WHERE phase NOT IN ('requests', 'dialogue') AND (getvariable('as_of') IS NULL OR valid_on <= getvariable('as_of'))
),
final AS (
    SELECT * FROM offered QUALIFY version = max(version) OVER (PARTITION BY tender_id, lot)
),
counted AS (
    SELECT
        final.tender_id,
        final.lot,
        count(*) AS bids,
        count(lead.size) AS bids_of_known_size,
        count(*) FILTER (lead.size IN ('tpe', 'pme')) AS sme_bids,
        count(*) FILTER (lead.size = 'tpe') AS tpe_bids
    FROM final
    LEFT JOIN told.bid_member AS lead
        ON lead.tender_id = final.tender_id AND lead.version = final.version AND lead.bid_id = final.bid_id
        AND lead.is_lead
    GROUP BY final.tender_id, final.lot
),
-- An opening of offers shows the bids for every lot, even where none came.
opening AS (
    SELECT DISTINCT tender_id FROM told.tender_version
    WHERE kind = 'opened' AND phase NOT IN ('requests', 'dialogue')
        AND (getvariable('as_of') IS NULL OR valid_on <= getvariable('as_of'))
),
-- A tender that is cancelled drops its lots, those that were awarded too: none of them is under contract.
noticed AS (
    SELECT * FROM told.lot_notice WHERE (getvariable('as_of') IS NULL OR valid_on <= getvariable('as_of'))
    QUALIFY row_number() OVER (PARTITION BY tender_id, lot ORDER BY version) = 1
),
said AS (
    SELECT
        noticed.*,
        decided,
        tender.cancelled_at,
        tender.cancelled_at IS NOT NULL
        AND NOT coalesce(decided.kind = 'closed' AND decided.outcome <> 'awarded', false) AS with_tender
    FROM noticed
    JOIN derived.tender AS tender USING (tender_id)
    LEFT JOIN decided ON decided.tender_id = noticed.tender_id AND decided.lot = noticed.lot
),
ended AS (
    SELECT
        said.*,
        coalesce(decided.kind = 'closed', false) AND NOT with_tender AS closed,
        timezone(
            'Europe/Paris',
            CASE WHEN with_tender THEN cancelled_at WHEN decided.kind = 'closed' THEN decided."at" END
        )::DATE AS day
    FROM said
)
SELECT
    tender.key,
    ended.tender_id,
    ended.lot,
    ended.day,
    tender.buyer,
    tender.principal,
    tender.department,
    tender.area,
    coalesce(ended.cpv, tender.cpv) AS cpv,
    left(coalesce(ended.cpv, tender.cpv), 2) AS division,
    tender.nature,
    tender.technique,
    tender.procedure,
    tender.place,
    tender.commune,
    tender.size,
    tender.territory,
    tender.subsequent,
    ended.title,
    CASE WHEN with_tender THEN 'dropped' WHEN closed THEN decided.outcome ELSE 'open' END AS outcome,
    CASE WHEN with_tender THEN tender.cancel_reason WHEN closed THEN decided.reason END AS reason,
    with_tender,
    ended.day AS closed_on,
    CASE
        WHEN closed THEN decided.bids
        WHEN opening.tender_id IS NOT NULL THEN coalesce(counted.bids, 0)
    END AS bids,
    opening.tender_id IS NOT NULL OR (closed AND (decided.outcome <> 'dropped' OR decided.bids > 0)) AS opened,
    CASE WHEN evaluated.kind = 'evaluated' THEN evaluated.admissible END AS admissible,
    CASE WHEN evaluated.kind = 'evaluated' THEN evaluated.abnormally_low END AS abnormally_low,
    CASE WHEN evaluated.kind = 'evaluated' THEN evaluated.abnormally_low_rejected END AS abnormally_low_rejected,
    coalesce(
        ended.price_weight, CASE WHEN evaluated.kind = 'evaluated' THEN evaluated.price_weight END
    ) AS price_weight,
    ended.environmental_weight,
    ended.social_weight,
    ended.life_cycle_cost,
    ended.criteria,
    tender.competed,
    ended.social,
    ended.environmental,
    ended.equality,
    ended.innovation,
    ended.reserved,
    ended.insertion_hours,
    ended.advance,
    ended.advance_guarantee,
    ended.price_revision,
    ended.value AS estimated,
    CASE WHEN closed AND decided.outcome = 'awarded' THEN awarded.value END AS value,
    coalesce(counted.sme_bids, 0) AS sme_bids,
    coalesce(counted.tpe_bids, 0) AS tpe_bids,
    coalesce(counted.bids_of_known_size, 0) AS bids_of_known_size
FROM ended
JOIN derived.tender AS tender USING (tender_id)
LEFT JOIN evaluated ON evaluated.tender_id = ended.tender_id AND evaluated.lot = ended.lot
LEFT JOIN awarded ON awarded.tender_id = ended.tender_id AND awarded.lot = ended.lot
LEFT JOIN counted ON counted.tender_id = ended.tender_id AND counted.lot = ended.lot
LEFT JOIN opening ON opening.tender_id = ended.tender_id
