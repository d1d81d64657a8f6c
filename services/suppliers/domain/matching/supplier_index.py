"""What matching asks of a text index, whichever it is."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from contracts.vocabulary import Cpv
from services.suppliers.domain.searching.search import Facet, Found, Named, Search

LEAST, MOST, EACH = 60, 300, 3
"""Candidates of each kind that are taken at least and at most, and for each position that is shown."""


def fetched(positions: int) -> int:
    """How many candidates of each kind (by words, codes, place and buyer) a list of so many positions needs."""
    return min(max(LEAST, EACH * positions), MOST)


@dataclass(frozen=True)
class SupplierDocument:
    """What is indexed of a supplier; `offer` and `past` are texts, of its activities and of its past contracts.

    `number` is its identifier; `departments` are where it is, goes or went, `home` where it is; `point` is in
    thousandths of a degree. A list by name is sorted by `order`. The `card` comes back with each hit.
    """

    id: str
    name: str
    offer: str = ""
    past: str = ""
    siren: str | None = None
    number: str | None = None
    departments: tuple[str, ...] = ()
    codes: tuple[Cpv, ...] = ()
    buyers: tuple[str, ...] = ()
    home: str | None = None
    size: str | None = None
    labels: tuple[str, ...] = ()
    point: tuple[int, int] | None = None
    order: str = ""
    card: bytes = b""


@dataclass(frozen=True)
class Question:
    """What to look for: any of the words, codes nearby, the département, those known to the buyer."""

    text: str = ""
    codes: tuple[Cpv, ...] = ()
    department: str | None = None
    buyer: str | None = None


@dataclass(frozen=True)
class Hit:
    """A supplier that may fit; `similarity` of its words in thousandths, by how much rare words agree."""

    id: str
    similarity: int
    card: bytes = b""


class SupplierIndex(Protocol):
    """An index of suppliers by words, codes and places: embedded, or a cluster of its own."""

    async def put(self, documents: Iterable[SupplierDocument], *, show: bool = True) -> None:
        """Add or replace suppliers; they can be found when this returns, or else at the next call of `commit`."""

    async def remove(self, ids: Collection[str], *, show: bool = True) -> None:
        """Forget suppliers, at once or at the next call of `commit`."""

    async def commit(self) -> None:
        """Let all that was put and removed be found as it is now."""

    async def undo(self) -> None:
        """Forget what was put and removed since the last call of `commit`, where that can be."""

    async def find(self, question: Question, limit: int) -> Sequence[Hit]:
        """Candidates for a need; at most `limit` of each kind (words, codes, place, buyer)."""

    async def search(self, search: Search, start: int, count: int, facets: Collection[Facet] = ()) -> Found:
        """So many suppliers from a place in the order on."""

    async def total(self, search: Search) -> int:
        """How many suppliers there are; around a point, in the square around the circle."""

    async def named(self, beginning: str, limit: int) -> Sequence[Named]:
        """Suppliers whose names have these words, the last of which may go on."""

    async def count(self) -> int:
        """How many suppliers are indexed."""
