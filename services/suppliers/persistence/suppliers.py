"""The suppliers that are kept."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.caching import Expected
from contracts.vocabulary import Identifier
from services.suppliers.domain.identity import supplier_id
from services.suppliers.domain.supplier import Supplier, SupplierNotFound
from services.suppliers.persistence.tables import supplier as table

_LOCK = text("""
    SELECT pg_advisory_xact_lock(hashtextextended('supplier ' || id, 0)) FROM unnest(CAST(:ids AS text[])) AS id
""")


class Suppliers:
    """Every supplier."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    def add_all(self, suppliers: Iterable[Supplier]) -> None:
        """Keep these suppliers, the new ones among them."""
        self._session.add_all(suppliers)

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
        query = select(Supplier).where(table.c.id.in_(ids)).order_by(table.c.id).with_for_update()
        return {supplier.id: supplier for supplier in await self._session.scalars(query)}
