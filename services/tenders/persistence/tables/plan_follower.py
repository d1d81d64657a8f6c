"""Where those are kept who follow an entry of a purchase plan."""

from sqlalchemy import Column, DateTime, ForeignKey, Index, Table, Text, Uuid

from services.tenders.domain.follower import FollowerKind
from services.tenders.persistence.tables.base import state, word

plan_follower = Table(
    "plan_follower",
    state,
    Column("entry_id", Uuid, ForeignKey("plan_entry.id"), primary_key=True),
    Column("kind", word(FollowerKind), primary_key=True),
    Column("address", Text, primary_key=True, comment="personal data: an e-mail address, or a SIRET"),
    Column("token", Text, nullable=False, comment="ends the following"),
    Column("followed_at", DateTime(timezone=True), nullable=False),
    Index("ix_plan_follower_token", "token"),
)
