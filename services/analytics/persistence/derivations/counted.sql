-- Contracts that count, with the version of each that holds: once one of its versions notifies it (CCP R2182-4), and
-- unless it ended before it began. A correction replaces the version just before it, which then never held, and holds
-- since the day that one did: since its own day of notification where it corrects a notification. A version of which
-- nobody says since when it holds does so since the day it was recorded.
WITH history AS (
    SELECT
        contract_id, version, kind, notified_on, recorded_at,
        coalesce(valid_on, timezone('Europe/Paris', recorded_at)::DATE) AS valid_on,
        sum(CASE WHEN kind = 'corrected' THEN 0 ELSE 1 END) OVER (PARTITION BY contract_id ORDER BY version) AS chain
    FROM told.contract_version
),
chains AS (
    SELECT
        contract_id,
        max(version) AS version,
        CASE WHEN arg_min(kind, version) IN ('notified', 'corrected')
            THEN coalesce(arg_max_null(notified_on, version), arg_min(valid_on, version))
            ELSE arg_min(valid_on, version)
        END AS valid_on,
        bool_or(kind = 'notified' OR notified_on IS NOT NULL) AS notifies,
        bool_or(kind = 'signed') AS signs,
        bool_or(kind IN ('corrected', 'modified')) AS restates,
        min(recorded_at) AS first_recorded_at,
        min(recorded_at) FILTER (kind = 'notified') AS notified_at
    FROM history GROUP BY contract_id, chain
),
latest AS (
    SELECT
        contract_id,
        max(version) AS version,
        bool_or(signs) AS signed_here,
        bool_or(restates) AS confirmed,
        min(first_recorded_at) AS first_recorded_at,
        min(notified_at) AS notified_at
    FROM chains
    WHERE getvariable('as_of') IS NULL OR valid_on <= getvariable('as_of')
    GROUP BY contract_id HAVING bool_or(notifies)
)
SELECT
    version.key, version.contract_id, version.version, version.notified_on AS day,
    latest.signed_here, latest.confirmed, latest.first_recorded_at, latest.notified_at
FROM latest JOIN told.contract_version AS version USING (contract_id, version)
WHERE version.notified_on IS NULL OR coalesce(version.ended_on, version.ends_on, version.notified_on)
    >= version.notified_on
