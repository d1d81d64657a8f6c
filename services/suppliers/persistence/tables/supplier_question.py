"""Where questions of suppliers about sourcing requests are kept."""

from sqlalchemy import BigInteger, Column, DateTime, ForeignKey, Index, Table, Text, Uuid

from chassis.document import Document
from contracts.vocabulary import Audience, Identifier
from services.suppliers.domain.requests.supplier_question import SupplierQuestion
from services.suppliers.persistence.tables.base import mapped, state, word

supplier_question = Table(
    "supplier_question",
    state,
    Column("id", Uuid, primary_key=True),
    Column("request_id", Uuid, ForeignKey("sourcing_request.id"), nullable=False),
    Column("supplier_id", Uuid, nullable=False, comment="who asked, told the buyer alone"),
    Column("identifier", Document(Identifier), nullable=False),
    Column("text", Text, nullable=False),
    Column("asked_at", DateTime(timezone=True), nullable=False),
    Column("answer", Text),
    Column("audience", word(Audience)),
    Column("answered_at", DateTime(timezone=True)),
    Column("changes", BigInteger, nullable=False),
    Index("ix_supplier_question_request_id", "request_id", "asked_at"),
)
mapped.map_imperatively(
    SupplierQuestion, supplier_question, version_id_col=supplier_question.c.changes, version_id_generator=False
)
