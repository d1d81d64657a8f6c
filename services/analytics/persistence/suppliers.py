"""The registry of suppliers, as far as figures need it."""

from collections.abc import Collection

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from contracts.vocabulary import SizeClass
from services.analytics.domain.establishment import Location, Registered, Registry
from services.analytics.domain.registration import Registration
from services.analytics.persistence.recordset import replacement, write
from services.analytics.persistence.tables import supplier

_KEEP = replacement(supplier)
_KNOWN = text("""
    SELECT supplier_id, identifier, size, department, country FROM supplier
    WHERE supplier_id = ANY(CAST(:ids AS uuid[]))
""")
_REGISTRY = text("""
    SELECT DISTINCT ON (identifier) identifier, size, department, country FROM supplier
    WHERE identifier = ANY(CAST(:identifiers AS text[])) ORDER BY identifier, supplier_id
""")


class Suppliers:
    """Places and sizes of suppliers, in the transaction of a batch."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def keep(self, told: Collection[Registration]) -> set[str]:
        """Keep what was told last of each supplier; gives the identifiers of which the registry now says otherwise."""
        newest = {one.supplier_id: one for one in told}
        rows = await self._session.execute(_KNOWN, {"ids": list(newest)})
        known = {row.supplier_id: Registration(*row) for row in rows}
        changed = [one for one in newest.values() if known.get(one.supplier_id) != one]
        await write(self._session, _KEEP, changed)
        before = (known[one.supplier_id] for one in changed if one.supplier_id in known)
        return {one.identifier for one in (*changed, *before)}

    async def registry(self, identifiers: Collection[str]) -> Registry:
        """What the registry says of these identifiers, where it knows them."""
        if not identifiers:
            return {}
        rows = await self._session.execute(_REGISTRY, {"identifiers": list(identifiers)})
        return {row.identifier: _registered(row.size, row.department, row.country) for row in rows}


def _registered(size: str | None, department: str | None, country: str | None) -> Registered:
    return Registered(SizeClass(size) if size else None, Location(department, country))
