"""The embedded index without blocking the event loop."""

import asyncio
from collections.abc import Callable, Collection, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Self, TypeVar

from services.suppliers.domain.matching.supplier_index import Hit, Question, SupplierDocument
from services.suppliers.domain.searching.search import Facet, Found, Named, Search
from services.suppliers.persistence.index_tantivy import TantivyIndex

Answer = TypeVar("Answer")


class ThreadedIndex:
    """A `SupplierIndex`: one thread writes, because tantivy has one writer, and others search."""

    def __init__(self, index: TantivyIndex, searchers: int = 2) -> None:
        self._index = index
        self._writing = ThreadPoolExecutor(1, thread_name_prefix="index-writer")
        self._searching = ThreadPoolExecutor(searchers, thread_name_prefix="index-searcher")

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        self._writing.shutdown()
        self._searching.shutdown()

    async def put(self, documents: Iterable[SupplierDocument], *, show: bool = True) -> None:
        """Add or replace suppliers; they can be found when this returns, or else at the next call of `commit`."""
        await self._write(partial(self._index.put, documents, show=show))

    async def remove(self, ids: Collection[str], *, show: bool = True) -> None:
        """Forget suppliers, at once or at the next call of `commit`."""
        await self._write(partial(self._index.remove, ids, show=show))

    async def commit(self) -> None:
        """Let all that was put and removed be found as it is now."""
        await self._write(self._index.commit)

    async def undo(self) -> None:
        """Forget what was put and removed since the last call of `commit`."""
        await self._write(self._index.undo)

    async def _write(self, act: Callable[[], None]) -> None:
        await asyncio.get_running_loop().run_in_executor(self._writing, act)

    async def find(self, question: Question, limit: int) -> Sequence[Hit]:
        """Candidates for a need."""
        return await self._search(partial(self._index.find, question, limit))

    async def search(self, search: Search, start: int, count: int, facets: Collection[Facet] = ()) -> Found:
        """So many suppliers from a place in the order on."""
        return await self._search(partial(self._index.search, search, start, count, facets))

    async def total(self, search: Search) -> int:
        """How many suppliers there are; around a point, in the square around the circle."""
        return await self._search(partial(self._index.total, search))

    async def named(self, beginning: str, limit: int) -> Sequence[Named]:
        """Suppliers whose names have these words, the last of which may go on."""
        return await self._search(partial(self._index.named, beginning, limit))

    async def count(self) -> int:
        """How many suppliers are indexed."""
        return await self._search(self._index.count)

    async def _search(self, act: Callable[[], Answer]) -> Answer:
        return await asyncio.get_running_loop().run_in_executor(self._searching, act)
