"""The suppliers that are kept."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from pydantic import TypeAdapter
from sqlalchemy import ARRAY, Uuid, any_, literal, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.caching import Expected
from contracts.vocabulary import Identifier
from services.suppliers.domain.identity import supplier_id
from services.suppliers.domain.provenance import Provenance, Source
from services.suppliers.domain.supplier import Supplier, SupplierNotFound
from services.suppliers.domain.supplier_status import SupplierStatus
from services.suppliers.persistence.tables import supplier as table
from services.suppliers.persistence.tables.supplier import searched

MOST_ALIKE = 100
_LOCK = text("""
    SELECT pg_advisory_xact_lock(hashtextextended('supplier ' || id, 0)) FROM unnest(CAST(:ids AS text[])) AS id
""")


_ENTER = text("""
    INSERT INTO supplier (id, state, provenance, version, searched_name)
    SELECT id, state::jsonb, provenance::jsonb, version, name FROM unnest(
        CAST(:ids AS uuid[]), CAST(:states AS text[]), CAST(:provenances AS text[]),
        CAST(:versions AS bigint[]), CAST(:names AS text[])
    ) AS supplier(id, state, provenance, version, name)
""")
_PROVENANCE = TypeAdapter[Provenance](dict[str, Source])


class Suppliers:
    """Every supplier."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    def add_all(self, suppliers: Iterable[Supplier]) -> None:
        """Keep these suppliers, the new ones among them."""
        self._session.add_all(suppliers)

    async def enter(self, suppliers: Sequence[Supplier]) -> None:
        """Keep suppliers that are new and active, in one statement: registers bring them by the hundred thousand."""
        columns = {
            "ids": [one.id for one in suppliers],
            "states": [one.state.model_dump_json() for one in suppliers],
            "provenances": [_PROVENANCE.dump_json(one.provenance).decode() for one in suppliers],
            "versions": [one.version for one in suppliers],
            "names": [searched(one.state.name) for one in suppliers],
        }
        if suppliers:
            await self._session.execute(_ENTER, columns)

    async def get(self, identifier: Identifier, *, expected: Expected) -> Supplier:
        """A supplier at the version that the caller expects; nobody else changes it in the meantime."""
        supplier = await self._session.get(Supplier, supplier_id(identifier), with_for_update=True)
        if supplier is None:
            raise SupplierNotFound
        expected.check(supplier.version)
        return supplier

    async def claim(self, identifiers: Iterable[Identifier]) -> dict[UUID, Supplier]:
        """Those of these suppliers that are kept; nobody else adds or changes any of them in the meantime."""
        ids = sorted({supplier_id(identifier) for identifier in identifiers})
        # in one order for all, so that no two wait for each other
        await self._session.execute(_LOCK, {"ids": [str(one) for one in ids]})
        these = any_(literal(ids, ARRAY(Uuid)))  # one parameter, where a batch would be five hundred
        query = select(Supplier).where(table.c.id == these).order_by(table.c.id).with_for_update()
        return {supplier.id: supplier for supplier in await self._session.scalars(query)}

    async def pair(self, one: Identifier, other: Identifier, *, expected: Expected) -> tuple[Supplier, Supplier]:
        """Two suppliers, the first at the version that the caller expects; nobody else changes either."""
        known = await self.claim([one, other])
        if len({supplier_id(one), supplier_id(other)} - set(known)):
            raise SupplierNotFound
        expected.check(known[supplier_id(one)].version)
        return known[supplier_id(one)], known[supplier_id(other)]

    async def must_know(self, identifier: Identifier) -> None:
        """Raise `SupplierNotFound` where nobody is registered under this identifier."""
        if await self._session.scalar(select(table.c.id).where(table.c.id == supplier_id(identifier))) is None:
            raise SupplierNotFound

    async def find(self, identifier: Identifier) -> Supplier:
        """A supplier as it stands."""
        supplier = await self._session.get(Supplier, supplier_id(identifier))
        if supplier is None:
            raise SupplierNotFound
        return supplier

    async def locked(self, ids: Sequence[UUID]) -> Sequence[Supplier]:
        """Suppliers that this transaction has locked already, the one that is due first at the head."""
        query = select(Supplier).where(table.c.id.in_(ids)).order_by(table.c.due_at)
        return (await self._session.scalars(query)).all()

    async def alike(self, supplier: Supplier) -> Sequence[Supplier]:
        """Others of the same company, number or name, at most a hundred, those that were merged left out."""
        number = supplier.state.identifier.siren or supplier.state.identifier.id[-9:]
        name = searched(supplier.state.name)
        near = (table.c.siren == number) | (table.c.searched_name == name)
        query = select(Supplier).where(near, table.c.id != supplier.id, table.c.status != SupplierStatus.MERGED)
        return (await self._session.scalars(query.order_by(table.c.id).limit(MOST_ALIKE))).all()

    async def identifiers(self, ids: Sequence[UUID]) -> dict[UUID, Identifier]:
        """The identifiers of those of these suppliers that are kept."""
        rows = await self._session.execute(select(table.c.id, table.c.state).where(table.c.id.in_(ids)))
        return {row.id: row.state.identifier for row in rows}
