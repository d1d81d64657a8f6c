"""Where the entries of purchase plans are kept."""

from uuid import UUID

from sqlalchemy import BigInteger, Column, DateTime, Index, Table, Text, Uuid, func, text

from chassis.document import Document
from contracts.procedures import PlannedPurchase
from services.tenders.domain.plan_entry import PlanEntry, PlanStatus
from services.tenders.persistence.tables.base import mapped, shown, state, word

PLAN_FILTERS = ("buyer", "department", "area", "cpv", "quarter")
_WORDS = func.to_tsvector(text("'french'"), func.folded(text("purchase ->> 'title'")))

plan_entry = Table(
    "plan_entry",
    state,
    Column("id", Uuid, primary_key=True, comment="follows from buyer and reference, where there is one"),
    Column("status", word(PlanStatus), nullable=False),
    Column("purchase", Document(PlannedPurchase), nullable=False),
    Column("tenders", Document(tuple[UUID, ...]), nullable=False),
    Column("reason", Text),
    Column("announced_at", DateTime(timezone=True), nullable=False),
    Column("changed_at", DateTime(timezone=True), nullable=False),
    Column("version", BigInteger, nullable=False, comment="facts told"),
    *shown("purchase", *PLAN_FILTERS),
    Index("ix_plan_entry_buyer", "buyer", "id"),
    Index("ix_plan_entry_quarter", "quarter", "id"),
    Index("ix_plan_entry_words", _WORDS, postgresql_using="gin"),
)
mapped.map_imperatively(
    PlanEntry,
    plan_entry,
    version_id_col=plan_entry.c.version,
    version_id_generator=False,
    exclude_properties=PLAN_FILTERS,
)
