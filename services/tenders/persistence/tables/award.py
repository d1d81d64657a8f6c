"""Where the decisions to award lots are kept, and the letters to those who lost."""

from uuid import UUID

from sqlalchemy import BigInteger, Column, DateTime, Index, Integer, Table, Text, Uuid, text

from chassis.document import Document
from chassis.due import due_column, due_index
from services.tenders.domain.award_decision import AwardDecision
from services.tenders.domain.award_status import AwardStatus
from services.tenders.domain.letter import RejectionLetter
from services.tenders.persistence.tables.base import mapped, state, word

award = Table(
    "award",
    state,
    Column("id", Uuid, primary_key=True),
    Column("tender_id", Uuid, nullable=False),
    Column("lot", Integer, nullable=False),
    Column("bid_id", Uuid, nullable=False),
    Column("status", word(AwardStatus), nullable=False),
    Column("proposed_by", Text, nullable=False, comment="name of the key"),
    Column("proposed_at", DateTime(timezone=True), nullable=False),
    Column("approved_by", Text, comment="name of the key"),
    Column("approved_at", DateTime(timezone=True)),
    Column("notified_at", DateTime(timezone=True)),
    Column("days", Integer, comment="length of the standstill"),
    Column("article", Text),
    Column("confirmed_at", DateTime(timezone=True)),
    Column("annulled_by", Text, comment="name of the key"),
    Column("annulled_at", DateTime(timezone=True)),
    Column("reason", Text),
    Column("further_bids", Document(tuple[UUID, ...]), nullable=False, comment="that win beside bid_id"),
    Column("version", BigInteger, nullable=False, comment="facts told"),
    due_column(),
    due_index("award"),
    Index("uq_award_lot", "tender_id", "lot", unique=True, postgresql_where=text("status <> 'annulled'")),
)
rejection_letter = Table(
    "rejection_letter",
    state,
    Column("award_id", Uuid, primary_key=True),
    Column("bid_id", Uuid, primary_key=True),
    Column("letter", Document(RejectionLetter), nullable=False),
    Index("ix_rejection_letter_bid", "bid_id"),
)
mapped.map_imperatively(AwardDecision, award, version_id_col=award.c.version, version_id_generator=False)
