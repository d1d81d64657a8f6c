"""Saved searches: kept, changed, forgotten, and told of in one letter a day."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from chassis.caching import Expected
from chassis.due import Act
from chassis.tokens import Mint
from contracts.calendar import day_of
from services.suppliers.domain.alerts.digest import digest
from services.suppliers.domain.alerts.notice import Notice
from services.suppliers.domain.alerts.search import SavedSearch, SearchTerms
from services.suppliers.domain.panels.keeper import Keeper
from services.suppliers.domain.requests.quiet_hours import may_write, next_moment, next_morning
from services.suppliers.persistence.unit_of_work import UnitOfWork


async def save_search(
    uow: UnitOfWork, search_id: UUID, terms: SearchTerms, email: str | None, *, keeper: Keeper, now: datetime
) -> SavedSearch:
    """Want to hear of what fits from now on."""
    search = SavedSearch(id=search_id, organisation=keeper.buyer, terms=terms, email=email, since=now)
    async with uow:
        await uow.searches.add(search)
    return search


async def read_search(uow: UnitOfWork, search_id: UUID, *, keeper: Keeper) -> SavedSearch:
    """A saved search of this organisation."""
    async with uow:
        return await uow.searches.get(search_id, keeper.buyer)


async def change_search(
    uow: UnitOfWork,
    search_id: UUID,
    terms: SearchTerms,
    email: str | None,
    *,
    keeper: Keeper,
    expected: Expected,
    now: datetime,
) -> SavedSearch:
    """Want to hear of something else from now on."""
    async with uow:
        search = await uow.searches.get(search_id, keeper.buyer, expected=expected)
        search.change(terms, email, now=now)
    return search


async def remove_search(uow: UnitOfWork, search_id: UUID, *, keeper: Keeper) -> None:
    """Want to hear no more of it."""
    async with uow:
        await uow.searches.remove(await uow.searches.get(search_id, keeper.buyer))


async def silence_search(uow: UnitOfWork, search_id: UUID) -> None:
    """Send no more letters of it, those that wait included."""
    async with uow:
        search = await uow.searches.held(search_id)
        search.silence()
        await uow.searches.recall(search)


async def alert(uow: UnitOfWork, notice: Notice, at: datetime) -> None:
    """Let those know who want to hear of it: at once for who reads, the next working morning by letter."""
    await uow.searches.find(notice, at=at, due=next_morning(at))


def digesting(mint: Mint) -> Act:
    """One letter a day for each search that found something, by day; `mint` makes the token of its link."""

    async def tell(uow: UnitOfWork, ids: Sequence[UUID], now: datetime) -> None:
        async with uow:
            for search in await uow.searches.locked(ids):
                if may_write(now):
                    await _tell(uow, search, mint, now)
                else:
                    search.due_at = next_moment(now)

    return tell


async def _tell(uow: UnitOfWork, search: SavedSearch, mint: Mint, now: datetime) -> None:
    search.due_at = None
    if search.email is None:
        return
    found = await uow.searches.untold(search, now)
    if found:
        stop = mint.token(f"saved search {search.id}")
        letter = digest(search, search.email, found, day_of(now).isoformat(), stop)
        await uow.notifications.write([letter], now)
