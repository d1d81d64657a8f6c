"""The suppliers that the registry told of."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from contracts.suppliers import SupplierFact
from contracts.vocabulary import Identifier, Place, SizeClass
from services.tenders.domain.holders import KnownSupplier
from services.tenders.persistence.tables import known_supplier as table

_INSERT = insert(table)
_KEEP = _INSERT.on_conflict_do_update(index_elements=[table.c.supplier_id], set_=dict(_INSERT.excluded.items()))


class KnownSuppliers:
    """What is known of each supplier, as the registry's facts left it."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session
        self._heard: dict[UUID, SupplierFact] = {}

    def learn(self, fact: SupplierFact) -> None:
        """Take in what a fact says of its supplier; `keep` writes the latest of each at once."""
        self._heard[fact.supplier_id] = fact

    async def keep(self) -> None:
        """Write what was learned."""
        if self._heard:
            await self._session.execute(_KEEP, [_row(fact) for fact in self._heard.values()])
            self._heard.clear()

    async def known(self, identifiers: Iterable[Identifier]) -> dict[Identifier, KnownSupplier]:
        """Those of these suppliers that are known, by identifier."""
        wanted = {(one.scheme.value, one.id): one for one in identifiers}
        query = select(table).where(table.c.identifier.in_([number for _, number in wanted]))
        rows = (await self._session.execute(query)).all() if wanted else []
        return {wanted[key]: _known(row) for row in rows if (key := (row.scheme, row.identifier)) in wanted}


def _row(fact: SupplierFact) -> dict[str, Any]:
    supplier = fact.supplier
    return {
        "supplier_id": fact.supplier_id,
        "scheme": supplier.identifier.scheme.value,
        "identifier": supplier.identifier.id,
        "name": supplier.name,
        "size": supplier.size.value if supplier.size else None,
        "place": supplier.place.model_dump(mode="json") if supplier.place else None,
        "natural_person": supplier.natural_person,
    }


def _known(row: Any) -> KnownSupplier:
    return KnownSupplier(
        name=row.name,
        size=SizeClass(row.size) if row.size else None,
        place=Place.model_validate(row.place) if row.place else None,
        natural_person=row.natural_person,
    )
