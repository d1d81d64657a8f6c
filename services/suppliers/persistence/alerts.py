"""Saved searches and what was found for them; every look-up of an organisation's own names it."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, func, select, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.caching import Expected
from services.suppliers.domain.alerts.notice import Notice
from services.suppliers.domain.alerts.search import MOST_SEARCHES, SavedSearch, SearchNotFound, TooManySearches
from services.suppliers.persistence.tables import hit, notification, saved_search, tender_notice

_FITS = """
    since <= :at
    AND (terms -> 'kinds' = '[]' OR terms -> 'kinds' ? :kind)
    AND (terms -> 'cpv' = '[]' OR terms -> 'cpv' ?| CAST(:prefixes AS text[]))
    AND (terms -> 'departments' = '[]' OR terms -> 'departments' ?| CAST(:departments AS text[]))
    AND (terms -> 'buyers' = '[]' OR terms -> 'buyers' ? :buyer)
    AND coalesce(terms ->> 'department', :department) = :department
    AND coalesce(CAST(:high AS numeric) >= CAST(terms ->> 'least' AS numeric), true)
    AND coalesce(CAST(:low AS numeric) <= CAST(terms ->> 'most' AS numeric), true)
"""
_FIND = text(f"""
    WITH found AS (
        INSERT INTO hit (search_id, subject, notice, found_at)
        SELECT id, :subject, CAST(:notice AS jsonb), :at FROM saved_search WHERE {_FITS} ORDER BY id
        ON CONFLICT DO NOTHING RETURNING search_id
    )
    UPDATE saved_search SET due_at = :due WHERE id IN (SELECT search_id FROM found) AND due_at IS NULL
        AND email IS NOT NULL
""")
_SHORTEST, _LONGEST = 2, 8


class SavedSearches:
    """Every saved search."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(self, search: SavedSearch) -> None:
        """Keep a new search; raises `TooManySearches`."""
        own = select(func.count()).where(saved_search.c.organisation == search.organisation)
        if int(await self._session.scalar(own) or 0) >= MOST_SEARCHES:
            raise TooManySearches(most=MOST_SEARCHES)
        self._session.add(search)

    async def get(self, search_id: UUID, organisation: str, *, expected: Expected | None = None) -> SavedSearch:
        """A search of this organisation, kept from others until the transaction ends."""
        search = await self.held(search_id)
        if search.organisation != organisation:
            raise SearchNotFound
        if expected is not None:
            expected.check(search.revision)
        return search

    async def held(self, search_id: UUID) -> SavedSearch:
        """A search, whosever it is, kept from others until the transaction ends."""
        search = await self._session.get(SavedSearch, search_id, with_for_update=True)
        if search is None:
            raise SearchNotFound
        return search

    async def remove(self, search: SavedSearch) -> None:
        """Forget a search, and what was found for it."""
        await self.recall(search)
        await self._session.delete(search)

    async def recall(self, search: SavedSearch) -> None:
        """Take back the letters of a search that were not handed to the mail yet."""
        waiting = (notification.c.about == search.id) & notification.c.handed_at.is_(None)
        await self._session.execute(delete(notification).where(waiting))

    async def locked(self, ids: Sequence[UUID]) -> Sequence[SavedSearch]:
        """Searches that this transaction has locked already, the one that is due first at the head."""
        query = select(SavedSearch).where(saved_search.c.id.in_(ids)).order_by(saved_search.c.due_at)
        return (await self._session.scalars(query)).all()

    async def find(self, notice: Notice, *, at: datetime, due: datetime) -> None:
        """Keep a notice for every search that it fits, once each; those who want letters get one when it is `due`."""
        prefixes = [code[:digits] for code in notice.codes for digits in range(_SHORTEST, _LONGEST + 1)]
        fits = {"kind": notice.kind.value, "prefixes": prefixes, "departments": list(notice.departments)}
        told = {"buyer": notice.buyer, "department": notice.department, "low": notice.low, "high": notice.high}
        kept = {"subject": notice.subject, "notice": notice.model_dump_json(), "at": at, "due": due}
        await self._session.execute(_FIND, {**fits, **told, **kept})

    async def untold(self, search: SavedSearch, now: datetime) -> Sequence[Notice]:
        """What was found for a search and was in no letter yet, the oldest first; from now on it is told."""
        new = (hit.c.search_id == search.id) & hit.c.told_at.is_(None)
        rows = await self._session.execute(update(hit).where(new).values(told_at=now).returning(hit))
        return [row.notice for row in sorted(rows, key=lambda row: (row.found_at, row.subject))]


class TenderNotices:
    """What is known of tenders, for the awards that follow."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def keep(self, notice: Notice) -> None:
        """Know a tender as it was published."""
        row = {"tender_id": notice.subject, "notice": notice}
        keys = [tender_notice.c.tender_id]
        await self._session.execute(
            insert(tender_notice).values(row).on_conflict_do_update(index_elements=keys, set_={"notice": notice})
        )

    async def of(self, tender_id: UUID) -> Notice | None:
        """A tender, if its publication was told."""
        query = select(tender_notice.c.notice).where(tender_notice.c.tender_id == tender_id)
        found: Notice | None = await self._session.scalar(query)
        return found
