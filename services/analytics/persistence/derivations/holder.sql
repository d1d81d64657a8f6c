-- Holders of the contracts that count. What a contract does not declare of place and size is taken from the registry:
-- its version of the day of notification, else the earliest one; the latest where nobody tells the day. Where the head
-- office is (siège social) only the registry says.
WITH held AS (
    SELECT counted.key, counted.day, holder.* EXCLUDE (key, version, valid_on, recorded_at)
    FROM told.holder_version AS holder JOIN derived.counted AS counted USING (contract_id, version)
),
registry AS (
    SELECT *, coalesce(valid_on, timezone('Europe/Paris', recorded_at)::DATE) AS since FROM told.supplier_version
    QUALIFY row_number() OVER (PARTITION BY identifier, since ORDER BY version DESC, supplier_id) = 1
),
earliest AS (
    FROM registry QUALIFY row_number() OVER (PARTITION BY identifier ORDER BY since) = 1
),
registered AS (
    SELECT held.*, registry.* EXCLUDE (key, identifier, company, name, natural_person, version, valid_on, recorded_at)
        RENAME (
            size AS its_size, commune AS its_commune, department AS its_department, country AS its_country,
            social_economy AS its_social_economy, inclusive AS its_inclusive
        )
    FROM held ASOF LEFT JOIN registry
        ON held.identifier = registry.identifier AND coalesce(held.day, DATE '9999-12-31') >= registry.since
),
resolved AS (
    SELECT
        one.key, one.contract_id, one.ordinal, one.identifier, one.company, one.name, one.role, one.is_lead,
        one.portion, one.natural_person, one.payment_days,
        coalesce(one.size, one.its_size, first.size) AS size,
        CASE WHEN one.country IS NOT NULL THEN [one.commune, one.department, one.country]
            WHEN one.since IS NOT NULL THEN [one.its_commune, one.its_department, one.its_country]
            ELSE [first.commune, first.department, first.country]
        END AS place,
        CASE WHEN one.since IS NOT NULL THEN [one.head_department, one.head_country]
            ELSE [first.head_department, first.head_country]
        END AS head,
        coalesce(one.social_economy, one.its_social_economy, first.social_economy) AS social_economy,
        coalesce(one.inclusive, one.its_inclusive, first.inclusive) AS inclusive,
        coalesce(one.turnover, first.turnover) AS turnover
    FROM registered AS one LEFT JOIN earliest AS first ON one.since IS NULL AND one.identifier = first.identifier
)
SELECT
    * EXCLUDE (place, head),
    place[1] AS commune,
    place[2] AS department,
    place[3] AS country,
    place[3] IS NOT NULL AS placed,
    coalesce(list_contains(getvariable('region')::VARCHAR[], place[2]), false) AS regional,
    head[2] IS NOT NULL AS head_placed,
    coalesce(list_contains(getvariable('region')::VARCHAR[], head[1]), false) AS head_regional,
    territory(place[2], place[3]) AS territory
FROM resolved
