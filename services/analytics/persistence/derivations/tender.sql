-- One row for each published tender. Its entry of a plan and its sourcing request have keys of their own: rows of them
-- have to be in view.
WITH step AS (
    SELECT * FROM told.tender_version WHERE (getvariable('as_of') IS NULL OR valid_on <= getvariable('as_of'))
),
published AS (
    SELECT *, timezone('Europe/Paris', "at")::DATE AS day FROM step WHERE kind = 'published'
    QUALIFY row_number() OVER (PARTITION BY tender_id ORDER BY version) = 1
),
-- The first phase is the one that was advertised: it ends where bids for it are opened, or where another one begins.
first_phase AS (
    SELECT published.tender_id, min(step.version) AS ends_at
    FROM published JOIN step USING (tender_id)
    WHERE step.kind IN ('phase-opened', 'opened') GROUP BY published.tender_id
),
timed AS (
    SELECT
        step.tender_id,
        arg_max(step.deadline, step.version) AS deadline,
        arg_max(step.deadline, step.version) FILTER (
            first_phase.ends_at IS NULL OR step.version < first_phase.ends_at
        ) AS first_deadline
    FROM step LEFT JOIN first_phase USING (tender_id)
    WHERE step.deadline IS NOT NULL GROUP BY step.tender_id
),
opened AS (
    SELECT tender_id, max("at") AS opened_at FROM step WHERE kind = 'opened' GROUP BY tender_id
),
cancelled AS (
    SELECT tender_id, arg_max("at", version) AS cancelled_at, arg_max(reason, version) AS cancel_reason
    FROM step WHERE kind = 'cancelled' GROUP BY tender_id
),
bidder AS (
    SELECT DISTINCT tender_id, company FROM told.bid_member
    WHERE (getvariable('as_of') IS NULL OR valid_on <= getvariable('as_of'))
),
withdrawer AS (
    SELECT DISTINCT tender_id, company FROM told.withdrawal
    WHERE company IS NOT NULL AND (getvariable('as_of') IS NULL OR valid_on <= getvariable('as_of'))
),
withdrawn AS (
    SELECT tender_id, count(*) AS withdrawers, count(bidder.company) AS withdrawers_who_bid
    FROM withdrawer LEFT JOIN bidder USING (tender_id, company) GROUP BY tender_id
),
announced AS (
    SELECT entry_id, min("at") AS announced_at FROM told.plan_version
    WHERE kind = 'published' AND (getvariable('as_of') IS NULL OR valid_on <= getvariable('as_of')) GROUP BY entry_id
),
sourcing AS (
    SELECT * FROM told.sourcing_event WHERE (getvariable('as_of') IS NULL OR valid_on <= getvariable('as_of'))
),
closed_request AS (
    SELECT DISTINCT published.tender_id, sourcing.request_id
    FROM published JOIN sourcing
        ON sourcing.request_id = published.sourcing_request OR sourcing.tender_id = published.tender_id
    WHERE sourcing.kind = 'closed'
),
requested AS (
    SELECT tender_id, list(request_id ORDER BY request_id) AS requests FROM closed_request GROUP BY tender_id
),
answerer AS (
    SELECT DISTINCT closed_request.tender_id, sourcing.company
    FROM closed_request JOIN sourcing USING (request_id) WHERE sourcing.kind = 'answered'
),
answered AS (
    SELECT tender_id, count(*) AS answered, count(bidder.company) AS answered_who_bid
    FROM answerer LEFT JOIN bidder USING (tender_id, company) GROUP BY tender_id
)
SELECT
    published.key,
    published.tender_id,
    published.day,
    published.buyer,
    published.principal,
    published.department,
    published.area,
    published.cpv,
    left(published.cpv, 2) AS division,
    published.nature,
    published.technique,
    published.procedure,
    NULL::VARCHAR AS place,
    NULL::VARCHAR AS commune,
    NULL::VARCHAR AS size,
    NULL::VARCHAR AS territory,
    published.technique = 'subsequent' AS subsequent,
    published.title,
    published."at" AS published_at,
    timed.deadline,
    timezone('Europe/Paris', timed.first_deadline)::DATE - published.day AS days_to_bid,
    published.lots,
    published.estimated,
    published.competed,
    published.electronic,
    published.exemption,
    opened.opened_at IS NOT NULL AS opened,
    announced.announced_at,
    published.day - timezone('Europe/Paris', announced.announced_at)::DATE AS announced_days,
    requested.requests IS NOT NULL AS sourced,
    requested.requests,
    answered.answered,
    answered.answered_who_bid,
    cancelled.cancelled_at,
    cancelled.cancel_reason,
    withdrawn.withdrawers,
    withdrawn.withdrawers_who_bid
FROM published
LEFT JOIN timed USING (tender_id)
LEFT JOIN opened USING (tender_id)
LEFT JOIN cancelled USING (tender_id)
LEFT JOIN withdrawn USING (tender_id)
LEFT JOIN requested USING (tender_id)
LEFT JOIN answered USING (tender_id)
LEFT JOIN announced ON announced.entry_id = published.plan_entry
