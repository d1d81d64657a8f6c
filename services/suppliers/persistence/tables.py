"""The table of the service, and the domain's class mapped to it."""

from sqlalchemy import BigInteger, Column, Computed, Index, MetaData, Table, Text, Uuid
from sqlalchemy.engine.default import DefaultExecutionContext
from sqlalchemy.orm import registry

from chassis.document import Document
from chassis.schema import NAMING
from contracts.suppliers import SupplierState
from services.suppliers.domain.name import folded
from services.suppliers.domain.supplier import Supplier

state = MetaData(naming_convention=NAMING)
"""The service's own state, in the schema `public`."""

_DEPARTMENT = """coalesce(state #>> '{place,department}',
    left(state #>> '{place,commune}', CASE WHEN state #>> '{place,commune}' >= '97' THEN 3 ELSE 2 END))"""
"""The code of a commune begins with that of its department, which has three digits overseas."""
_SORT_KEY = "ltrim(left(searched_name, 61)) || ' ' || id"
"""By name, those of one name in the order of their identities; short, for a cursor has to hold it."""


def _searched_name(context: DefaultExecutionContext) -> str:
    """A space stands before each word, so that the beginnings of words are found."""
    row = context.get_current_parameters()  # type: ignore[no-untyped-call]
    return f" {folded(row['state'].name)}"


supplier = Table(
    "supplier",
    state,
    Column("id", Uuid, primary_key=True, comment="follows from scheme and number, which makes them unique"),
    Column("state", Document(SupplierState), nullable=False),
    Column("version", BigInteger, nullable=False, comment="facts told"),
    Column("searched_name", Text, nullable=False, default=_searched_name, onupdate=_searched_name),
    Column("sort_key", Text(collation="C"), Computed(_SORT_KEY, persisted=True)),
    Column("department", Text, Computed(_DEPARTMENT, persisted=True)),
    Column("size", Text, Computed("state ->> 'size'", persisted=True)),
    Index("uq_supplier_sort_key", "sort_key", unique=True),
    Index("ix_supplier_department", "department", "sort_key"),
    Index("ix_supplier_size", "size", "sort_key"),
    Index(
        "ix_supplier_searched_name",
        "searched_name",
        postgresql_using="gin",
        postgresql_ops={"searched_name": "gin_trgm_ops"},
    ),
)

mapped = registry()
# no version_id_col: whoever changes a row has locked it, and without it five hundred updates go out as one batch
mapped.map_imperatively(Supplier, supplier, exclude_properties=("searched_name", "sort_key", "department", "size"))
