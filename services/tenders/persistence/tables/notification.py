"""Where letters wait, and are remembered."""

from sqlalchemy import Column, DateTime, Integer, Table, Text, UniqueConstraint, Uuid

from chassis.due import due_column, due_index
from services.tenders.domain.notification import Notification
from services.tenders.persistence.tables.base import mapped, state

notification = Table(
    "notification",
    state,
    Column("id", Uuid, primary_key=True),
    Column("about", Uuid, nullable=False, comment="a tender, or an entry of a purchase plan"),
    Column("cause", Text, nullable=False, comment="what happened to it"),
    Column("recipient", Uuid, nullable=False, comment="the withdrawal, question or following that left the address"),
    Column("email", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("sent_at", DateTime(timezone=True)),
    Column("error", Text),
    due_column(),
    due_index("notification"),
    UniqueConstraint("about", "cause", "recipient"),
)
mapped.map_imperatively(Notification, notification)
