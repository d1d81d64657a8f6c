"""The suppliers that the registry told of."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncSession

from contracts.suppliers import SupplierFact
from contracts.vocabulary import Identifier, Place, SizeClass
from services.tenders.domain.holders import KnownSupplier
from services.tenders.persistence.tables import known_supplier as table

_KEEP = text("""
    INSERT INTO known_supplier (supplier_id, scheme, identifier, name, size, place, natural_person)
    SELECT supplier_id, scheme, identifier, name, size, place::jsonb, natural_person FROM unnest(
        CAST(:ids AS uuid[]), CAST(:schemes AS text[]), CAST(:identifiers AS text[]), CAST(:names AS text[]),
        CAST(:sizes AS text[]), CAST(:places AS text[]), CAST(:natural AS boolean[])
    ) AS told(supplier_id, scheme, identifier, name, size, place, natural_person)
    ON CONFLICT (supplier_id) DO UPDATE SET
        scheme = excluded.scheme, identifier = excluded.identifier, name = excluded.name, size = excluded.size,
        place = excluded.place, natural_person = excluded.natural_person
""")
"""All that a batch told in one statement: registers come by the hundred thousand."""


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
            await self._session.execute(_KEEP, _columns(list(self._heard.values())))
            self._heard.clear()

    async def known(self, identifiers: Iterable[Identifier]) -> dict[Identifier, KnownSupplier]:
        """Those of these suppliers that are known, by identifier."""
        wanted = {(one.scheme.value, one.id): one for one in identifiers}
        query = select(table).where(table.c.identifier.in_([number for _, number in wanted]))
        rows = (await self._session.execute(query)).all() if wanted else []
        return {wanted[key]: _known(row) for row in rows if (key := (row.scheme, row.identifier)) in wanted}


def _columns(facts: Sequence[SupplierFact]) -> dict[str, list[Any]]:
    states = [fact.supplier for fact in facts]
    return {
        "ids": [fact.supplier_id for fact in facts],
        "schemes": [state.identifier.scheme.value for state in states],
        "identifiers": [state.identifier.id for state in states],
        "names": [state.name for state in states],
        "sizes": [state.size and state.size.value for state in states],
        "places": [state.place and state.place.model_dump_json() for state in states],
        "natural": [state.natural_person for state in states],
    }


def _known(row: Any) -> KnownSupplier:
    return KnownSupplier(
        name=row.name,
        size=SizeClass(row.size) if row.size else None,
        place=Place.model_validate(row.place) if row.place else None,
        natural_person=row.natural_person,
    )
