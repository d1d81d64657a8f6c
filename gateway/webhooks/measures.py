"""Metrics of the webhooks, by age rather than by count."""

from prometheus_client import Counter, Gauge, Histogram

from chassis.persistence import Database
from gateway.webhooks.attempt import Consequence

OLDEST = Gauge("prenan_webhook_oldest_pending_seconds", "Age of the oldest delivery that nobody took yet")
LATE = Gauge("prenan_webhook_late_seconds", "How long what waits longest has been due: we are late, not its receiver")
DISABLED = Gauge("prenan_webhooks_disabled", "Webhooks that were disabled for a fault, by its reason", ["reason"])
FAILING = Gauge("prenan_webhooks_failing", "Webhooks that took nothing since they last failed")
ATTEMPTS = Counter("prenan_webhook_attempts_total", "Attempts to deliver, by what followed from them", ["consequence"])
SECONDS = Histogram(
    "prenan_webhook_answer_seconds",
    "Time that receivers took to answer",
    buckets=(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 15),
)
_AGES = """
    SELECT
        (SELECT coalesce(extract(epoch FROM now() - min(d.created_at)), 0)::float8 FROM webhook_delivery d
            WHERE d.state = 'pending') AS oldest,
        (SELECT coalesce(extract(epoch FROM now() - min(l.due_at)), 0)::float8 FROM webhook_lane l
            JOIN webhook_endpoint e ON e.id = l.endpoint_id AND e.status = 'active' WHERE l.waiting > 0) AS late,
        (SELECT count(*) FROM webhook_endpoint WHERE status = 'active' AND failing_since IS NOT NULL) AS failing
"""
_REASONS = """
    SELECT r.reason, count(e.id) AS n FROM unnest(ARRAY['gone', 'failing', 'scope-lost']) r(reason)
    LEFT JOIN webhook_endpoint e ON e.reason = r.reason GROUP BY 1
"""


def attempted(consequence: Consequence, seconds: float) -> None:
    """Count an attempt."""
    ATTEMPTS.labels(consequence).inc()
    SECONDS.observe(seconds)


async def look(database: Database) -> None:
    """Measure what waits and what fails."""
    ages = await database.volume.fetchrow(_AGES)
    OLDEST.set(ages["oldest"])
    LATE.set(max(0.0, ages["late"]))
    FAILING.set(ages["failing"])
    for row in await database.volume.fetch(_REASONS):
        DISABLED.labels(row["reason"]).set(row["n"])
