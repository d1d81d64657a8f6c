"""Finding suppliers: by the registry where a plain list is asked for, else by the index."""

from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from chassis.errors import Unacceptable
from chassis.paging import MOST_COUNTED, InvalidCursor, Page
from services.suppliers.domain.searching.search import Facet, Search
from services.suppliers.persistence.index_follower import IndexFollower
from services.suppliers.persistence.queries import Queries, Rows, Wanted

DEEPEST = 10_000
"""Suppliers that pages of a search lead through."""
MOST_EXPORTED = 50_000
CHUNK = 500
Counts = Mapping[Facet, Mapping[str, int]]


class TooDeep(Unacceptable):
    """Pages of a search end after ten thousand suppliers: narrow it, sort by name or export it."""


class OnlyActiveSearched(Unacceptable):
    """The index holds active suppliers; the others, and chosen identifiers, are in the list by name alone."""


@dataclass(frozen=True)
class Inquiry:
    """What is asked: a plain list of the registry, or a search of the index."""

    wanted: Wanted
    search: Search
    is_plain: bool

    def must_be_answerable(self) -> None:
        """Refuse a search for what the index does not have."""
        is_active = self.wanted.status in {None, "active"}
        if not self.is_plain and (self.wanted.identifiers is not None or not is_active):
            raise OnlyActiveSearched


async def find(
    reads: Queries, sourcing: IndexFollower, inquiry: Inquiry, page: Page, facets: Collection[Facet]
) -> tuple[Rows, Counts]:
    """A page of suppliers, and the counts that were asked for."""
    if inquiry.is_plain:
        return await reads.suppliers(page, inquiry.wanted), {}
    inquiry.must_be_answerable()
    start, count = _stretch(page)
    found = await sourcing.index.search(inquiry.search, start, count, facets)
    documents = await reads.shown(found.ids)
    rows = [(str(start + at), documents[each]) for at, each in enumerate(found.ids) if each in documents]
    return (rows[::-1] if page.backwards else rows), found.facets


async def total_of(reads: Queries, sourcing: IndexFollower, inquiry: Inquiry) -> int:
    """How many suppliers there are on all pages; around a point, in the square around the circle."""
    if inquiry.is_plain:
        return await reads.total(inquiry.wanted)
    inquiry.must_be_answerable()
    return min(await sourcing.index.total(inquiry.search), MOST_COUNTED)


def _stretch(page: Page) -> tuple[int, int]:
    """From which place in the order on, and how many, one more than the page shows."""
    edge = _place(page.edge) if page.edge is not None else -1
    if page.backwards:
        start = max(edge - page.limit - 1, 0)
        return start, edge - start
    if edge + page.limit >= DEEPEST:
        raise TooDeep(deepest=DEEPEST)
    return edge + 1, page.limit + 1


def _place(edge: str) -> int:
    if not edge.isdecimal():
        raise InvalidCursor
    return int(edge)


async def every(reads: Queries, sourcing: IndexFollower, inquiry: Inquiry) -> AsyncIterator[Sequence[str]]:
    """The documents of all suppliers found, up to `MOST_EXPORTED`, some hundreds at a time."""
    if inquiry.is_plain:
        return _listed(reads, inquiry.wanted)
    inquiry.must_be_answerable()
    found = await sourcing.index.search(inquiry.search, 0, MOST_EXPORTED)
    return _named(reads, found.ids)


async def _named(reads: Queries, ids: Sequence[str]) -> AsyncIterator[Sequence[str]]:
    for start in range(0, len(ids), CHUNK):
        some = ids[start : start + CHUNK]
        documents = await reads.shown(some)
        yield [documents[each] for each in some if each in documents]


async def _listed(reads: Queries, wanted: Wanted) -> AsyncIterator[Sequence[str]]:
    page, left = Page(url="", secret=b"", limit=CHUNK), MOST_EXPORTED
    while left > 0:
        rows = await reads.suppliers(page, wanted)
        yield [document for _, document in rows[: min(CHUNK, left)]]
        if len(rows) <= CHUNK:
            return
        page, left = replace(page, edge=rows[CHUNK - 1][0]), left - CHUNK
