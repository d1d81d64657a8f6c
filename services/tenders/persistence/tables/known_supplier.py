"""Where the suppliers that the registry told of are kept."""

from sqlalchemy import Boolean, Column, Index, Table, Text, Uuid
from sqlalchemy.dialects.postgresql import JSONB

from services.tenders.persistence.tables.base import projection

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
