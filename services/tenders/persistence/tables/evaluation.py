"""Where evaluations are kept, and every mark that was given."""

from uuid import UUID

from sqlalchemy import (
    BigInteger,
    Column,
    DateTime,
    Identity,
    Index,
    Integer,
    Numeric,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
)

from chassis.document import Document
from services.tenders.domain.evaluation import Evaluation
from services.tenders.domain.evaluation_status import EvaluationStatus
from services.tenders.domain.scoring import Appointment, Declaration
from services.tenders.persistence.tables.base import mapped, state, word

evaluation = Table(
    "evaluation",
    state,
    Column("id", Uuid, primary_key=True, comment="follows from tender and lot"),
    Column("tender_id", Uuid, nullable=False),
    Column("lot", Integer, nullable=False),
    Column("status", word(EvaluationStatus), nullable=False),
    Column("appointments", Document(tuple[Appointment, ...]), nullable=False),
    Column("declarations", Document(tuple[Declaration, ...]), nullable=False),
    Column("draw", Document(tuple[UUID, ...]), nullable=False, comment="the order in which equal bids were drawn"),
    Column("concluded_by", Text, comment="name of the key"),
    Column("concluded_at", DateTime(timezone=True)),
    Column("version", BigInteger, nullable=False, comment="facts told"),
    Column("revision", BigInteger, nullable=False, comment="changes"),
    UniqueConstraint("tender_id", "lot"),
)
score = Table(
    "score",
    state,
    Column("number", BigInteger, Identity(always=True), primary_key=True, comment="in the order given"),
    Column("evaluation_id", Uuid, nullable=False),
    Column("bid_id", Uuid, nullable=False),
    Column("criterion", Integer, nullable=False, comment="number within the lot, from 1"),
    Column("evaluator", Text, nullable=False, comment="name of the key"),
    Column("mark", Numeric(6, 2), nullable=False),
    Column("reason", Text, nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
    Index("ix_score_evaluation", "evaluation_id", "number"),
)
"""Rows are added and never changed: the last one of an evaluator counts."""
mapped.map_imperatively(Evaluation, evaluation, version_id_col=evaluation.c.revision, version_id_generator=False)
