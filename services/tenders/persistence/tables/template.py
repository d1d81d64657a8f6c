"""Where templates are kept."""

from sqlalchemy import BigInteger, Column, DateTime, Index, Table, Text, Uuid

from chassis.document import Document
from contracts.procedures import LotNotice
from services.tenders.domain.template import Template
from services.tenders.domain.terms import Terms
from services.tenders.persistence.tables.base import mapped, state

template = Table(
    "template",
    state,
    Column("id", Uuid, primary_key=True),
    Column("organisation", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("terms", Document(Terms), nullable=False),
    Column("lots", Document(tuple[LotNotice, ...]), nullable=False),
    Column("made_at", DateTime(timezone=True), nullable=False),
    Column("revision", BigInteger, nullable=False),
    Index("ix_template_organisation", "organisation", "id"),
)
mapped.map_imperatively(Template, template)
