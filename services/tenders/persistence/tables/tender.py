"""Where tenders are kept."""

from sqlalchemy import BigInteger, Column, Computed, DateTime, Index, Table, Text, Uuid, text
from sqlalchemy.dialects.postgresql import TSVECTOR

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
_WORDS = """
    jsonb_to_tsvector('french', folded(
        ((terms -> 'title') || jsonb_path_query_array(lots, '$[*].title'))::text)::jsonb, '["string"]')
"""
"""The words of the title and of the titles of the lots, without accents."""

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
    Column("admitted", Document(tuple[Identifier, ...]), nullable=False, server_default="[]"),
    Column("version", BigInteger, nullable=False, comment="facts told"),
    Column("revision", BigInteger, nullable=False, comment="changes, those of a draft included"),
    *shown("terms", *TENDER_FILTERS),
    Column("words", TSVECTOR, Computed(_WORDS, persisted=True)),
    *(Index(f"ix_tender_{name}", name, "id") for name in ("status", *TENDER_FILTERS)),
    Index("ix_tender_needs", "buyer", "area", text("(terms ->> 'cpv') text_pattern_ops")),
    Index("ix_tender_words", "words", postgresql_using="gin"),
    due_column(),
    due_index("tender"),
)
mapped.map_imperatively(
    Tender,
    tender,
    version_id_col=tender.c.revision,
    version_id_generator=False,
    exclude_properties=(*TENDER_FILTERS, "words"),
    properties={"kept_due_at": tender.c.due_at},
)
keep_due(Tender)
