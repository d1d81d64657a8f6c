"""The tables of the service, and the domain's classes mapped to them."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Computed,
    DateTime,
    Enum,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    Uuid,
    func,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import registry

from chassis.document import Document
from chassis.schema import NAMING
from contracts.vocabulary import ContractState
from services.tenders.domain.contract import Contract, ContractStatus
from services.tenders.domain.lot import Lot
from services.tenders.domain.tender import Tender
from services.tenders.domain.tender_status import TenderStatus
from services.tenders.domain.terms import Terms

state = MetaData(naming_convention=NAMING)
"""The service's own state, in the schema `public`."""
projection = MetaData(naming_convention=NAMING)
"""What it learned from others, in the schema `projection`."""


def _status(kind: type[TenderStatus] | type[ContractStatus]) -> Enum:
    return Enum(kind, native_enum=False, length=20, values_callable=lambda words: [word.value for word in words])


def _shown(document: str, *names: str) -> list[Column[str]]:
    """Members of a document that reads filter by, as columns that the database fills."""
    return [Column(name, Text, Computed(f"{document} ->> '{name}'", persisted=True)) for name in names]


TENDER_FILTERS = ("buyer", "department", "area", "procedure")
CONTRACT_FILTERS = ("buyer", "reference", "department", "area", "procedure")

tender = Table(
    "tender",
    state,
    Column("id", Uuid, primary_key=True),
    Column("status", _status(TenderStatus), nullable=False),
    Column("terms", Document(Terms), nullable=False),
    Column("lots", Document(tuple[Lot, ...]), nullable=False),
    Column("warnings", Document(tuple[str, ...]), nullable=False),
    Column("justification", Text),
    Column("reason", Text),
    Column("drafted_at", DateTime(timezone=True), nullable=False),
    Column("published_at", DateTime(timezone=True)),
    Column("deadline", DateTime(timezone=True)),
    Column("ended_at", DateTime(timezone=True)),
    Column("version", BigInteger, nullable=False, comment="facts told"),
    Column("revision", BigInteger, nullable=False, comment="changes, those of a draft included"),
    *_shown("terms", *TENDER_FILTERS),
    Index("ix_tender_buyer", "buyer", "id"),
    Index("ix_tender_due", "deadline", postgresql_where=text("status = 'published'")),
    Index("ix_tender_words", func.to_tsvector(text("'french'"), text("terms ->> 'title'")), postgresql_using="gin"),
)
contract = Table(
    "contract",
    state,
    Column("id", Uuid, primary_key=True, comment="follows from buyer and reference, which makes them unique"),
    Column("procedure_id", Uuid, nullable=False),
    Column("lot", Integer),
    Column("status", _status(ContractStatus), nullable=False),
    Column("state", Document(ContractState), nullable=False),
    Column("version", BigInteger, nullable=False, comment="facts told"),
    *_shown("state", *CONTRACT_FILTERS),
    Index("ix_contract_buyer", "buyer", "id"),
    Index("uq_contract_lot", "procedure_id", "lot", unique=True, postgresql_where=text("lot IS NOT NULL")),
)
known_supplier = Table(
    "known_supplier",
    projection,
    Column("supplier_id", Uuid, primary_key=True),
    Column("scheme", Text, nullable=False),
    Column("identifier", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("size", Text),
    Column("place", JSONB(none_as_null=True)),
    Column("natural_person", Boolean, nullable=False),
    Index("ix_known_supplier_identifier", "identifier", "scheme"),
)

mapped = registry()
mapped.map_imperatively(
    Tender,
    tender,
    version_id_col=tender.c.revision,
    version_id_generator=False,
    exclude_properties=TENDER_FILTERS,
)
mapped.map_imperatively(
    Contract,
    contract,
    version_id_col=contract.c.version,
    version_id_generator=False,
    exclude_properties=CONTRACT_FILTERS,
)
