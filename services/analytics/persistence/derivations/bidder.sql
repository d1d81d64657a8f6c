-- One row for each company that made an offer in a tender, alone or in a group, in any phase that takes offers.
-- `previous` and `own_previous` are marks across tenders: marks/bidder.sql sets them.
WITH offered AS (
    SELECT bid.tender_id, bid.opened_at, bid.version, bid.bid_id, member.ordinal, member.company, member.is_lead,
        member.size, member.commune, member.department, member.country
    FROM told.opened_bid AS bid
    JOIN told.bid_member AS member USING (tender_id, version, bid_id)
    WHERE bid.readable AND bid.phase NOT IN ('requests', 'dialogue')
        AND (getvariable('as_of') IS NULL OR bid.valid_on <= getvariable('as_of'))
),
company AS (
    SELECT
        tender_id,
        company,
        min(opened_at) AS opened_at,
        bool_or(is_lead) AS is_lead,
        arg_max(
            struct_pack(size, commune, department, country), struct_pack(version, bid_id, n := -ordinal)
        ) AS said
    FROM offered GROUP BY tender_id, company
),
winner AS (
    SELECT DISTINCT offered.tender_id, offered.company
    FROM offered JOIN derived.bid AS bid USING (tender_id, bid_id) WHERE bid.won
),
decided AS (
    SELECT tender_id, bool_or(won OR losing) AS decided FROM derived.bid GROUP BY tender_id
)
SELECT
    tender.key,
    company.tender_id,
    company.company,
    timezone('Europe/Paris', company.opened_at)::DATE AS day,
    tender.buyer,
    tender.principal,
    tender.department,
    tender.area,
    tender.cpv,
    left(tender.cpv, 2) AS division,
    tender.nature,
    tender.technique,
    tender.procedure,
    company.said.department AS place,
    company.said.commune AS commune,
    company.said.size AS size,
    territory(company.said.department, company.said.country) AS territory,
    tender.subsequent,
    company.is_lead,
    winner.company IS NOT NULL AS won,
    coalesce(decided.decided, false) AS decided,
    NULL::DATE AS previous,
    NULL::DATE AS own_previous
FROM company
JOIN derived.tender AS tender USING (tender_id)
LEFT JOIN decided ON decided.tender_id = company.tender_id
LEFT JOIN winner ON winner.tender_id = company.tender_id AND winner.company = company.company
