"""Where the answers to needs are kept, with every reason, and how much room each buyer keeps for newcomers."""

from sqlalchemy import Column, DateTime, Index, Table, Text, Uuid

from chassis.document import Document
from contracts.reference.matching import Quota
from services.suppliers.domain.matching.kept import KeptShortlist
from services.suppliers.persistence.tables.base import state

shortlist = Table(
    "shortlist",
    state,
    Column("id", Uuid, primary_key=True),
    Column("buyer", Text, comment="SIRET of who asked; null for nobody in particular"),
    Column("asked_at", DateTime(timezone=True), nullable=False),
    Column("shortlist", Document(KeptShortlist), nullable=False),
    Index("ix_shortlist_buyer", "buyer", "id"),
)
quota = Table(
    "quota",
    state,
    Column("buyer", Text, primary_key=True),
    Column("since", DateTime(timezone=True), primary_key=True),
    Column("quota", Document(Quota), nullable=False),
    Column("client", Text, nullable=False, comment="name of the key that set it"),
    Column("reason", Text, nullable=False),
)
