"""What is done from time to time: scopes that were lost, the log's retention, kept answers that nobody asks again."""

from datetime import UTC, datetime, timedelta

import structlog

from chassis.idempotency import forget_answers
from chassis.persistence import Database
from chassis.plain import PlainTransaction
from contracts.reference.roles import roles
from gateway.webhooks.endpoint import SCOPE_OF, Reason
from gateway.webhooks.endpoints import Endpoints

LOG_DAYS = 7
"""Days that a delivery stays in the log after its end."""
BATCH = 5_000
_UNENTITLED = """
    SELECT e.id FROM webhook_endpoint e
    WHERE e.status = 'active' AND $1 = ANY(e.feeds) AND NOT EXISTS (
        SELECT FROM api_key k WHERE k.client = e.client AND k.organisation = e.organisation AND k.role = ANY($2)
            AND k.revoked_at IS NULL AND k.expires_at > now() AND ($3 OR NOT k.demo)
    ) AND NOT EXISTS (
        SELECT FROM oauth_client c JOIN oauth_secret s ON s.client_id = c.id
        WHERE c.client = e.client AND c.organisation = e.organisation AND c.role = ANY($2)
            AND c.revoked_at IS NULL AND s.revoked_at IS NULL AND s.expires_at > now())
"""
_FORGET = """
    DELETE FROM webhook_delivery WHERE id IN (
        SELECT id FROM webhook_delivery WHERE finished_at < $1 ORDER BY finished_at LIMIT $2)
"""
_FORGET_FACTS = """
    DELETE FROM webhook_fact WHERE (feed, position) IN (
        SELECT feed, position FROM webhook_fact f
        WHERE NOT EXISTS (SELECT FROM webhook_delivery d WHERE d.feed = f.feed AND d.position = f.position) LIMIT $1)
"""
_FORGET_LANES = "DELETE FROM webhook_lane WHERE waiting = 0 AND due_at < $1"
_log = structlog.get_logger()


async def stop_where_scopes_are_lost(database: Database, *, demo_keys: bool) -> None:
    """Disable webhooks on restricted feeds whose client has neither a key nor a secret any more that may read them."""
    for feed, scope in SCOPE_OF.items():
        entitled = [code for code, role in roles().items() if scope in role.scopes]
        for row in await database.volume.fetch(_UNENTITLED, feed, entitled, demo_keys):
            async with PlainTransaction(database) as transaction:
                endpoints = Endpoints(transaction)
                endpoint = await endpoints.get(row["id"])
                endpoint.disable(Reason.SCOPE_LOST, datetime.now(UTC))
                await endpoints.change(endpoint)
            _log.warning("webhook disabled", webhook=str(row["id"]), reason=Reason.SCOPE_LOST, feed=feed)


async def forget(database: Database, now: datetime) -> None:
    """Forget what ended more than `LOG_DAYS` ago, a batch at a time, then the facts that no delivery names."""
    before = now - timedelta(days=LOG_DAYS)
    while await database.volume.execute(_FORGET, before, BATCH) == f"DELETE {BATCH}":
        continue
    while await database.volume.execute(_FORGET_FACTS, BATCH) == f"DELETE {BATCH}":
        continue
    await database.volume.execute(_FORGET_LANES, before)
    await forget_answers(database)
