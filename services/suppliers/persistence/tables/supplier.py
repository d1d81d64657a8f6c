"""Where suppliers are kept."""

from sqlalchemy import BigInteger, Column, Computed, Date, DateTime, Index, Table, Text, Uuid, event, func, text

from chassis.document import Document
from chassis.due import due_column, due_index, keep_due
from contracts.suppliers import SupplierState
from services.suppliers.domain.name import folded
from services.suppliers.domain.provenance import Source
from services.suppliers.domain.supplier import Supplier
from services.suppliers.domain.supplier_status import SupplierStatus
from services.suppliers.persistence.tables.base import TransactionId, mapped, state, word

_DEPARTMENT = """coalesce(state #>> '{place,department}',
    left(state #>> '{place,commune}', CASE WHEN state #>> '{place,commune}' >= '97' THEN 3 ELSE 2 END))"""
"""The code of a commune begins with that of its department, which has three digits overseas."""
_SIREN = "CASE WHEN state #>> '{identifier,scheme}' = 'SIRET' THEN left(state #>> '{identifier,id}', 9) END"
_SORT_KEY = "ltrim(left(searched_name, 61)) || ' ' || id"
"""By name, those of one name in the order of their identities; short, for a cursor has to hold it."""


def touched() -> Column[int]:
    """The transaction that last changed what is known of a supplier, its record included: how indexes follow."""
    own = func.pg_current_xact_id()
    return Column("touched", TransactionId, nullable=False, server_default=own, onupdate=own)


supplier = Table(
    "supplier",
    state,
    Column("id", Uuid, primary_key=True, comment="follows from scheme and number, which makes them unique"),
    Column("state", Document(SupplierState), nullable=False),
    Column("status", word(SupplierStatus), nullable=False, server_default=SupplierStatus.ACTIVE.value),
    Column("provenance", Document(dict[str, Source]), nullable=False, server_default="{}"),
    Column("verified_at", DateTime(timezone=True)),
    Column("suspended_until", Date, comment="last day of a suspension that ends by itself"),
    Column("merged_into", Uuid),
    Column("version", BigInteger, nullable=False, comment="facts told"),
    Column("searched_name", Text, nullable=False),
    Column("sort_key", Text(collation="C"), Computed(_SORT_KEY, persisted=True)),
    Column("department", Text, Computed(_DEPARTMENT, persisted=True)),
    Column("size", Text, Computed("state ->> 'size'", persisted=True)),
    Column("siren", Text, Computed(_SIREN, persisted=True)),
    touched(),
    due_column(),
    due_index("supplier"),
    Index("ix_supplier_siren", "siren"),
    Index("ix_supplier_touched", "touched"),
    Index("uq_supplier_sort_key", "sort_key", unique=True),
    Index("ix_supplier_department", "department", "sort_key"),
    Index("ix_supplier_size", "size", "sort_key"),
    Index("ix_supplier_unusual_status", "status", "sort_key", postgresql_where=text("status <> 'active'")),
    Index(
        "ix_supplier_searched_name",
        "searched_name",
        postgresql_using="gin",
        postgresql_ops={"searched_name": "gin_trgm_ops"},
    ),
)

# no version_id_col: whoever changes a row has locked it, and without it five hundred updates go out as one batch
mapped.map_imperatively(
    Supplier,
    supplier,
    exclude_properties=("sort_key", "department", "size", "siren", "touched"),
    properties={"kept_name": supplier.c.searched_name, "kept_due_at": supplier.c.due_at},
)
keep_due(Supplier)


def searched(name: str) -> str:
    """The name as it is searched: a space stands before each word, so that the beginnings of words are found."""
    return f" {folded(name)}"


def _keep_name(_: object, __: object, one: Supplier) -> None:
    one.kept_name = searched(one.state.name)  # type: ignore[attr-defined]


event.listen(Supplier, "before_insert", _keep_name)
event.listen(Supplier, "before_update", _keep_name)
