"""The tables of every service: the outbox, kept answers, the kind of installation, what a consumer remembers."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    Identity,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
    func,
    text,
    true,
)
from sqlalchemy.dialects.postgresql import JSONB

NAMING = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

journal = MetaData(naming_convention=NAMING)
"""Lives in the schema `public`, beside the service's own state."""

event_log = Table(
    "event_log",
    journal,
    Column("id", Uuid, primary_key=True),
    Column("recorded_at", DateTime(timezone=True), primary_key=True),
    Column(
        "aggregatetype", Text, nullable=False, comment="topic; the column names are those of Debezium's event router"
    ),
    Column("aggregateid", Text, nullable=False, comment="subject"),
    Column("type", Text, nullable=False),
    Column("partitionkey", Text, nullable=False),
    Column("sequence", BigInteger, nullable=False),
    Column("payload", Text, nullable=False, comment="the structured CloudEvent"),
    Index("ix_event_log_subject", "aggregateid", "sequence"),
    postgresql_partition_by="RANGE (recorded_at)",
)
event_pending = Table(
    "event_pending",
    journal,
    Column("seq", BigInteger, Identity(always=True), primary_key=True),
    Column("event_id", Uuid, nullable=False),
    Column("recorded_at", DateTime(timezone=True), nullable=False),
    Column("partitionkey", Text, nullable=False),
    Column("refused", Text, comment="why the bus will not take it; later facts of its key wait"),
    Index("ix_event_pending_refused", "partitionkey", postgresql_where=text("refused IS NOT NULL")),
)
event_feed = Table(
    "event_feed",
    journal,
    Column("topic", Text, primary_key=True),
    Column("position", BigInteger, primary_key=True, autoincrement=False),
    Column("event_id", Uuid, nullable=False),
    Column("recorded_at", DateTime(timezone=True), nullable=False),
    Column("hash", LargeBinary, nullable=False),
)
event_head = Table(
    "event_head",
    journal,
    Column("topic", Text, primary_key=True),
    Column("position", BigInteger, nullable=False),
    Column("hash", LargeBinary, nullable=False),
)
event_matter = Table(
    "event_matter",
    journal,
    Column("partitionkey", Text, primary_key=True),
    Column("topic", Text, primary_key=True),
    Column("position", BigInteger, primary_key=True, autoincrement=False, comment="of the fact that says so"),
    Column("said", JSONB, nullable=False, comment="what the key is about: lists of text by name (contracts.matter)"),
)
journal_checkpoint = Table(
    "journal_checkpoint",
    journal,
    Column("number", BigInteger, Identity(always=True), primary_key=True),
    Column("topic", Text, nullable=False),
    Column("day", Date, nullable=False, comment="in the time of Paris"),
    Column("position", BigInteger, nullable=False),
    Column("hash", LargeBinary, nullable=False),
    Column("signed_at", DateTime(timezone=True), nullable=False),
    Column("key", Text, nullable=False, comment="the public JWK, its thumbprint as kid"),
    Column("signature", Text, nullable=False, comment="compact JWS over all of the above but the number and the key"),
    UniqueConstraint("topic", "day", "position"),
)
idempotency = Table(
    "idempotency",
    journal,
    Column("client", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("fingerprint", LargeBinary, nullable=False),
    Column("status", Integer, nullable=False),
    Column("headers", Text, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("kept_at", DateTime(timezone=True), nullable=False, server_default=func.now(), index=True),
)
installation = Table(
    "installation",
    journal,
    Column("alone", Boolean, CheckConstraint("alone", name="one_row"), primary_key=True, server_default=true()),
    Column("sandbox", Boolean, nullable=False, comment="whether its facts are those of a rehearsal; never changes"),
)
FIRST = (event_log, event_pending, event_feed, event_head, idempotency)
"""The journal as it was at version 1."""

memory = MetaData(naming_convention=NAMING)
"""Lives in the schema `projection`, so that a replay swaps it together with what it led to."""

consumer_offset = Table(
    "consumer_offset",
    memory,
    Column("topic", Text, primary_key=True),
    Column("partition", Integer, primary_key=True, autoincrement=False),
    Column("next", BigInteger, nullable=False, comment="offset of the first fact not yet applied"),
)
consumer_subject = Table(
    "consumer_subject",
    memory,
    Column("topic", Text, primary_key=True),
    Column("subject", Text, primary_key=True),
    Column("version", BigInteger, nullable=False),
)
parked_event = Table(
    "parked_event",
    memory,
    Column("id", BigInteger, Identity(always=True), primary_key=True),
    Column("topic", Text, nullable=False),
    Column("partition", Integer, nullable=False),
    Column("offset", BigInteger, nullable=False),
    Column("key", Text, nullable=False),
    Column("payload", LargeBinary, nullable=False),
    Column("reason", Text, nullable=False),
    Column("attempts", Integer, nullable=False, server_default="1"),
    Column("parked_at", DateTime(timezone=True), nullable=False, server_default=func.now()),
    Column("released_at", DateTime(timezone=True)),
    Index("ix_parked_event_key", "topic", "key", "id"),
)
