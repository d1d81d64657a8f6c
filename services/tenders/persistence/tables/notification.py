"""Where letters wait, and are remembered."""

from sqlalchemy import Column, DateTime, ForeignKey, Integer, Table, Text, UniqueConstraint, Uuid

from chassis.due import due_column, due_index
from services.tenders.domain.notification import Notification
from services.tenders.persistence.tables.base import mapped, state

notification = Table(
    "notification",
    state,
    Column("id", Uuid, primary_key=True),
    Column("tender_id", Uuid, ForeignKey("tender.id"), nullable=False),
    Column("cause", Text, nullable=False, comment="what is written about"),
    Column("recipient", Uuid, nullable=False, comment="the withdrawal or question that left the address"),
    Column("email", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("sent_at", DateTime(timezone=True)),
    Column("error", Text),
    due_column(),
    due_index("notification"),
    UniqueConstraint("tender_id", "cause", "recipient"),
)
mapped.map_imperatively(Notification, notification)
