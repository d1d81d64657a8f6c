"""The tables of the webhooks."""

from sqlalchemy import (
    BigInteger,
    Column,
    DateTime,
    ForeignKey,
    Identity,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    Uuid,
    func,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY

from chassis.schema import idempotency
from gateway.keys.tables import state

_PENDING = text("state = 'pending'")


def _moment(name: str, **more: object) -> Column[object]:
    return Column(name, DateTime(timezone=True), **more)  # type: ignore[arg-type]


def _of_endpoint(**more: object) -> Column[object]:
    key = ForeignKey("webhook_endpoint.id", ondelete="CASCADE")
    return Column("endpoint_id", Uuid, key, **{"nullable": False, **more})  # type: ignore[arg-type]


kept_answers = idempotency.to_metadata(state)

webhook_endpoint = Table(
    "webhook_endpoint",
    state,
    Column("id", Uuid, primary_key=True),
    Column("client", Text, nullable=False),
    Column("organisation", Text, nullable=False),
    Column("url", Text, nullable=False),
    Column("description", Text, nullable=False),
    Column("feeds", ARRAY(Text), nullable=False),
    Column("type", ARRAY(Text), nullable=False),
    Column("cpv", ARRAY(Text), nullable=False),
    Column("department", ARRAY(Text), nullable=False),
    Column("buyer", ARRAY(Text), nullable=False),
    Column("email", Text, comment="who is told when it is disabled"),
    Column("status", Text, nullable=False),
    Column("reason", Text, comment="why it is disabled"),
    _moment("disabled_at"),
    _moment("failing_since", comment="when it first failed after it last took something"),
    _moment("told_at", comment="when its owner was written to that it is disabled"),
    Column("newest_secret", Integer, nullable=False),
    Column("revision", BigInteger, nullable=False),
    _moment("created_at", nullable=False),
    Index("ix_webhook_endpoint_client", "client", "organisation", "id"),
)
webhook_secret = Table(
    "webhook_secret",
    state,
    _of_endpoint(primary_key=True),
    Column("number", Integer, primary_key=True, comment="the secret follows from it and the pepper"),
    _moment("created_at", nullable=False),
    _moment("expires_at", comment="none for the newest"),
)
webhook_feed = Table(
    "webhook_feed",
    state,
    Column("name", Text, primary_key=True),
    Column("position", BigInteger, nullable=False, comment="of the last fact that was looked through"),
)
webhook_fact = Table(
    "webhook_fact",
    state,
    Column("feed", Text, primary_key=True),
    Column("position", BigInteger, primary_key=True, autoincrement=False),
    Column("event_id", Text, nullable=False),
    Column("type", Text, nullable=False),
    Column("body", LargeBinary, nullable=False, comment="the structured event"),
)
webhook_delivery = Table(
    "webhook_delivery",
    state,
    Column("id", BigInteger, Identity(always=True), primary_key=True),
    _of_endpoint(),
    Column("feed", Text, nullable=False),
    Column("position", BigInteger, nullable=False),
    Column("key", Text, nullable=False, comment="partition key: one is carried after the other"),
    Column("state", Text, nullable=False),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("status", Integer, comment="of the last answer"),
    Column("error", Text, comment="why there was none, or why it was dropped"),
    _moment("created_at", nullable=False, server_default=func.now()),
    _moment("finished_at"),
    Index("ix_webhook_delivery_pending", "endpoint_id", "key", "id", postgresql_where=_PENDING),
    Index("ix_webhook_delivery_endpoint_id", "endpoint_id", "id"),
    Index("ix_webhook_delivery_fact", "feed", "position"),
    Index("ix_webhook_delivery_finished_at", "finished_at", postgresql_where=text("finished_at IS NOT NULL")),
)
webhook_lane = Table(
    "webhook_lane",
    state,
    _of_endpoint(primary_key=True),
    Column("key", Text, primary_key=True),
    Column("waiting", Integer, nullable=False, comment="pending deliveries"),
    Column("attempts", Integer, nullable=False, server_default="0", comment="of the first of them"),
    _moment("due_at", nullable=False),
    Index("ix_webhook_lane_due", "endpoint_id", "due_at", postgresql_where=text("waiting > 0")),
)
webhook_replay = Table(
    "webhook_replay",
    state,
    Column("id", Uuid, primary_key=True),
    _of_endpoint(),
    Column("feed", Text, nullable=False),
    Column("after", BigInteger, nullable=False),
    Column("position", BigInteger, nullable=False, comment="of the last fact that was looked through"),
    _moment("requested_at", nullable=False),
    _moment("finished_at", comment="when it reached the present"),
    Index("ix_webhook_replay_endpoint_id", "endpoint_id", "id"),
    Index(
        "uq_webhook_replay_running", "endpoint_id", "feed", unique=True, postgresql_where=text("finished_at IS NULL")
    ),
)
