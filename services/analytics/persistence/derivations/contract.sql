-- Contracts that count (notified: CCP R2182-4), by the version that holds, with what their lot's notice, their tender
-- and the acts done under them add. Values are EUR excluding VAT; parts are of the value, from 0 to 1. Of clauses the
-- contract's own word goes before the notice's. `published_day` is that of a register, else that of the fact where the
-- contract was signed here. What is found by looking across contracts (previous_any, months_*, aside_*) is filled in by the marks.
WITH together AS (
    SELECT
        contract_id,
        coalesce(min(ordinal) FILTER (is_lead), min(ordinal)) AS lead,
        count(*) AS holders,
        bool_or(company IS NOT NULL) AS has_company,
        bool_or(placed) AS known_place,
        bool_or(regional) AS regional,
        CASE WHEN bool_and(placed) THEN 1 ELSE sum(portion) FILTER (placed) END AS known_place_part,
        CASE WHEN bool_and(regional) THEN 1 ELSE sum(portion) FILTER (regional) END AS regional_part,
        bool_or(head_placed) AS head_known,
        bool_or(head_regional) AS head_regional,
        CASE WHEN bool_and(head_placed) THEN 1 ELSE sum(portion) FILTER (head_placed) END AS head_known_part,
        CASE WHEN bool_and(head_regional) THEN 1 ELSE sum(portion) FILTER (head_regional) END AS head_regional_part,
        bool_or(social_economy) AS social_economy,
        bool_or(inclusive) AS inclusive
    FROM derived.holder GROUP BY contract_id
),
notice AS (
    FROM told.lot_notice QUALIFY row_number() OVER (PARTITION BY tender_id, lot ORDER BY version DESC) = 1
),
award AS (
    SELECT tender_id, lot, timezone('Europe/Paris', max("at"))::DATE AS awarded
    FROM told.lot_event WHERE kind = 'awarded' GROUP BY tender_id, lot
),
tender AS (
    SELECT
        tender_id,
        timezone('Europe/Paris', min("at") FILTER (kind = 'published'))::DATE AS tender_published,
        timezone('Europe/Paris', arg_max(deadline, version))::DATE AS deadline,
        arg_max(exemption, version) AS exemption
    FROM told.tender_version GROUP BY tender_id
),
act AS (
    FROM told.act_version QUALIFY row_number() OVER (PARTITION BY act_id ORDER BY version DESC) = 1
),
performance AS (
    SELECT
        contract_id,
        sum(value) FILTER (kind IN ('payment', 'advance')) AS paid,
        min("on") FILTER (kind = 'advance') AS advance_paid_on,
        sum(value) FILTER (kind = 'advance') AS advance_value,
        max(rate) FILTER (kind = 'advance') AS advance_rate,
        sum(value) FILTER (kind = 'subcontract') AS subcontracted,
        sum(value) FILTER (kind = 'subcontract' AND size IN ('tpe', 'pme')) AS subcontracted_sme,
        sum(value) FILTER (kind = 'subcontract' AND size IS NOT NULL) AS subcontracted_known,
        count(*) FILTER (kind = 'subcontract') AS subcontracts,
        bool_or(kind = 'appraisal') AS appraised,
        sum(insertion_hours_achieved) AS insertion_achieved
    FROM act WHERE getvariable('as_of') IS NULL OR "on" <= getvariable('as_of') GROUP BY contract_id
),
joined AS (
    SELECT
        apart.distance_km,
        state.* EXCLUDE (
            valid_on, insertion_hours, social, environmental, equality, innovation, reserved, advance,
            advance_guarantee, price_revision, months
        ),
        counted.* EXCLUDE (key, contract_id, version),
        together.* EXCLUDE (contract_id, lead),
        lead.* EXCLUDE (key, contract_id, department, regional, head_regional, social_economy, inclusive),
        lead.department AS place,
        performance.* EXCLUDE (contract_id),
        award.awarded, tender.tender_published, tender.deadline, tender.exemption,
        notice.social_weight, notice.environmental_weight, notice.price_weight, notice.life_cycle_cost,
        coalesce(state.months, notice.months) AS months,
        coalesce(state.insertion_hours, notice.insertion_hours) AS insertion_hours,
        coalesce(state.price_revision, notice.price_revision) AS price_revision,
        coalesce(state.advance, notice.advance) AS advance,
        coalesce(state.advance_guarantee, notice.advance_guarantee) AS advance_guarantee,
        coalesce(state.social, notice.social) AS social,
        coalesce(state.environmental, notice.environmental) AS environmental,
        coalesce(state.equality, notice.equality) AS equality,
        coalesce(state.innovation, notice.innovation) AS innovation,
        CASE WHEN state.social IS NULL THEN notice.reserved ELSE state.reserved END AS reserved,
        CASE WHEN counted.signed_here THEN timezone('Europe/Paris', counted.notified_at)::DATE END AS told_on
    FROM derived.counted AS counted
    JOIN told.contract_version AS state USING (contract_id, version)
    JOIN together USING (contract_id)
    JOIN derived.holder AS lead ON lead.contract_id = together.contract_id AND lead.ordinal = together.lead
    LEFT JOIN notice ON notice.tender_id = state.key AND notice.lot = coalesce(state.lot, 1)
    LEFT JOIN award ON award.tender_id = state.key AND award.lot = coalesce(state.lot, 1)
    LEFT JOIN tender ON tender.tender_id = state.key
    LEFT JOIN performance USING (contract_id)
    LEFT JOIN temp.apart AS apart ON apart.department = lead.department
        AND apart.nuts = list_filter(state.places::VARCHAR[], lambda place: len(place) = 5)[1]
),
described AS (
    SELECT
        *,
        list_filter([
            CASE WHEN cpv IS NULL THEN 'cpv' END,
            CASE WHEN initial IS NULL THEN 'initial' END,
            CASE WHEN day IS NULL THEN 'notified_on' END,
            CASE WHEN json_array_length(places) = 0 THEN 'places' END,
            CASE WHEN price_form IS NULL THEN 'price_form' END,
            CASE WHEN title = '' THEN 'title' END,
            CASE WHEN nature IS NULL THEN 'nature' END,
            CASE WHEN months IS NULL THEN 'months' END,
            CASE WHEN procedure IS NULL THEN 'procedure' END,
            CASE WHEN identifier IS NULL THEN 'holders.identifier' END
        ], lambda field: field IS NOT NULL) AS lacking
    FROM joined
)
SELECT
    key, contract_id, version, key AS procedure_id, lot,
    day, buyer, principal, department, area, cpv, left(cpv, 2) AS division, nature, technique, procedure,
    place, commune, size, territory, technique = 'subsequent' AS subsequent,
    reference, title, replace(replace(lower(strip_accents(
        concat_ws(' ', title, reference, CASE WHEN NOT natural_person THEN name END)
    )), 'œ', 'oe'), 'æ', 'ae') AS folded, maximum, framework,
    planned, initial, current, paid::DECIMAL(18,2) AS paid,
    holders, company, identifier, name AS holder, natural_person, holders > 1 AS is_group, has_company,
    known_place, regional,
    coalesce(known_place_part, 0)::DECIMAL(19,18) AS known_place_part,
    coalesce(regional_part, 0)::DECIMAL(19,18) AS regional_part,
    head_known, head_regional,
    coalesce(head_known_part, 0)::DECIMAL(19,18) AS head_known_part,
    coalesce(head_regional_part, 0)::DECIMAL(19,18) AS head_regional_part,
    NULL::DATE AS previous_any, NULL::SMALLINT AS months_any, NULL::SMALLINT AS months_lead,
    NULL::SMALLINT AS own_months_any, NULL::SMALLINT AS own_months_lead,
    bids, competed, months, price_form, price_revision, advance, advance_guarantee,
    social, environmental, equality, innovation, reserved, social_weight, environmental_weight, price_weight,
    coalesce(social OR equality OR reserved IS NOT NULL OR insertion_hours > 0 OR social_weight > 0, false)
        AS considers_social,
    coalesce(environmental OR environmental_weight > 0 OR life_cycle_cost, false) AS considers_environment,
    coalesce(size IN ('tpe', 'pme'), false) AS is_sme,
    life_cycle_cost, insertion_hours, insertion_achieved::BIGINT AS insertion_achieved,
    modifications, modification_ground, electronic, origin_france, origin_european,
    signed_on, ends_on, ended_on, tender_published, deadline, awarded, exemption,
    coalesce(published_on, told_on) AS published_day,
    coalesce(published_on, told_on) - day AS publication_days,
    distance_km,
    advance_paid_on, advance_value::DECIMAL(18,2) AS advance_value, advance_rate,
    subcontracted::DECIMAL(18,2) AS subcontracted, subcontracted_sme::DECIMAL(18,2) AS subcontracted_sme,
    subcontracted_known::DECIMAL(18,2) AS subcontracted_known, coalesce(subcontracts, 0) AS subcontracts,
    coalesce(appraised, false) AS appraised,
    social_economy, inclusive, confirmed, recorded_at, first_recorded_at,
    10 - len(lacking) AS filled, lacking,
    CASE WHEN len(lacking) = 0 THEN 'A' WHEN len(lacking) = 1 THEN 'B' WHEN len(lacking) <= 3 THEN 'C'
        WHEN len(lacking) <= 5 THEN 'D' ELSE 'E' END AS grade,
    NULL::VARCHAR AS aside_initial, NULL::VARCHAR AS aside_planned,
    NULL::VARCHAR AS aside_current, NULL::VARCHAR AS aside_paid
FROM described
