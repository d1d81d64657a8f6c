"""The embedded index without blocking the event loop."""

import asyncio
from collections.abc import Collection, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Self

from services.suppliers.domain.matching.supplier_index import Hit, Question, SupplierDocument
from services.suppliers.persistence.index_tantivy import TantivyIndex


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

    async def put(self, documents: Iterable[SupplierDocument]) -> None:
        """Add or replace suppliers; they can be found when this returns."""
        await asyncio.get_running_loop().run_in_executor(self._writing, self._index.put, documents)

    async def remove(self, ids: Collection[str]) -> None:
        """Forget suppliers."""
        await asyncio.get_running_loop().run_in_executor(self._writing, self._index.remove, ids)

    async def find(self, question: Question, limit: int) -> Sequence[Hit]:
        """Candidates for a need."""
        return await asyncio.get_running_loop().run_in_executor(self._searching, self._index.find, question, limit)

    async def count(self) -> int:
        """How many suppliers are indexed."""
        return await asyncio.get_running_loop().run_in_executor(self._searching, self._index.count)
