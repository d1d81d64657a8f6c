"""Where alerts are kept, what was told by them, and the letters that tell it."""

from sqlalchemy import (
    BigInteger,
    Column,
    DateTime,
    Enum,
    ForeignKey,
    Identity,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
)

from chassis.due import due_column, due_index
from services.analytics.domain.alert import Alert, AlertKind
from services.analytics.domain.digest import Digest
from services.analytics.persistence.own.base import mapped, state

_KIND = Enum(AlertKind, native_enum=False, length=20, values_callable=lambda words: [one.value for one in words])

alert = Table(
    "alert",
    state,
    Column("id", Uuid, primary_key=True),
    Column("client", Text, nullable=False, comment="the key that set it"),
    Column("organisation", Text),
    Column("kind", _KIND, nullable=False),
    Column("indicator", Text),
    Column("buyer", Text),
    Column("department", Text),
    Column("email", Text, comment="null: on the list alone"),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("revision", Integer, nullable=False),
    Index("ix_alert_client", "client", "id"),
)
mapped.map_imperatively(Alert, alert)

digest = Table(
    "digest",
    state,
    Column("id", Uuid, primary_key=True),
    Column("email", Text, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("sent_at", DateTime(timezone=True)),
    Column("error", Text),
    due_column(),
    due_index("digest"),
    Index("ix_digest_email", "email", "sent_at"),
)
mapped.map_imperatively(Digest, digest)

alert_notice = Table(
    "alert_notice",
    state,
    Column("number", BigInteger, Identity(always=True), primary_key=True),
    Column("alert_id", Uuid, ForeignKey("alert.id", ondelete="CASCADE"), nullable=False),
    Column("subject", Text, nullable=False, comment="that the fact is about"),
    Column("fact_id", Uuid, nullable=False),
    Column("type", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
    Column("digest_id", Uuid, ForeignKey("digest.id"), index=True, comment="the letter that tells it"),
    UniqueConstraint("alert_id", "subject", "fact_id"),
    comment="Nothing is told twice by one alert",
)
