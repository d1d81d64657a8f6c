"""Where tenders are kept."""

from sqlalchemy import BigInteger, Column, DateTime, Index, Table, Text, Uuid, func, text

from chassis.document import Document
from chassis.due import due_column, due_index, keep_due
from contracts.vocabulary import Identifier
from services.tenders.domain.amendment import Amendment
from services.tenders.domain.lot import Lot
from services.tenders.domain.seal import Seal
from services.tenders.domain.tender import Tender
from services.tenders.domain.tender_status import TenderStatus
from services.tenders.domain.terms import Terms
from services.tenders.persistence.tables.base import mapped, shown, state, word

TENDER_FILTERS = ("buyer", "department", "area", "procedure")

tender = Table(
    "tender",
    state,
    Column("id", Uuid, primary_key=True),
    Column("status", word(TenderStatus), nullable=False),
    Column("terms", Document(Terms), nullable=False),
    Column("lots", Document(tuple[Lot, ...]), nullable=False),
    Column("warnings", Document(tuple[str, ...]), nullable=False),
    Column("justification", Text),
    Column("reason", Text),
    Column("amendments", Document(tuple[Amendment, ...]), nullable=False, server_default="[]"),
    Column("drafted_at", DateTime(timezone=True), nullable=False),
    Column("published_at", DateTime(timezone=True)),
    Column("deadline", DateTime(timezone=True)),
    Column("ended_at", DateTime(timezone=True)),
    Column("phase", Text, nullable=False, server_default="tenders", comment="the phase that is or was last open"),
    Column("seal", Document(Seal)),
    Column("invited", Document(tuple[Identifier, ...])),
    Column("version", BigInteger, nullable=False, comment="facts told"),
    Column("revision", BigInteger, nullable=False, comment="changes, those of a draft included"),
    *shown("terms", *TENDER_FILTERS),
    Index("ix_tender_buyer", "buyer", "id"),
    due_column(),
    due_index("tender"),
    Index("ix_tender_words", func.to_tsvector(text("'french'"), text("terms ->> 'title'")), postgresql_using="gin"),
)
mapped.map_imperatively(
    Tender,
    tender,
    version_id_col=tender.c.revision,
    version_id_generator=False,
    exclude_properties=TENDER_FILTERS,
    properties={"kept_due_at": tender.c.due_at},
)
keep_due(Tender)
