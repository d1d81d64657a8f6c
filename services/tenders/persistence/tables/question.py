"""Where questions are kept; who asked is nowhere else."""

from sqlalchemy import BigInteger, Column, DateTime, ForeignKey, Index, Table, Text, Uuid

from contracts.vocabulary import Audience
from services.tenders.domain.question import Question, QuestionStatus
from services.tenders.persistence.tables.base import mapped, state, word

question = Table(
    "question",
    state,
    Column("id", Uuid, primary_key=True),
    Column("tender_id", Uuid, ForeignKey("tender.id"), nullable=False),
    Column("status", word(QuestionStatus), nullable=False),
    Column("text", Text, nullable=False),
    Column("asked_at", DateTime(timezone=True), nullable=False),
    Column("organisation", Text),
    Column("email", Text),
    Column("answer", Text),
    Column("audience", word(Audience)),
    Column("settled_at", DateTime(timezone=True)),
    Column("version", BigInteger, nullable=False, comment="facts told"),
    Column("revision", BigInteger, nullable=False, comment="changes"),
    Index("ix_question_tender_id_id", "tender_id", "id"),
)
mapped.map_imperatively(Question, question, version_id_col=question.c.revision, version_id_generator=False)
