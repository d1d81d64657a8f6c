"""The index of this process, kept up with the registry: a change can be found within a second of its commit."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import asyncpg
import orjson
import structlog

from chassis.client import client
from chassis.errors import Refusal
from chassis.failures import is_passing
from chassis.persistence import Database
from contracts.reference.purchasing import divisions
from services.suppliers.domain.matching.code_model import CodeModel
from services.suppliers.domain.matching.supplier_index import SupplierIndex
from services.suppliers.persistence.analysis import words
from services.suppliers.persistence.candidates import Candidates, Known
from services.suppliers.persistence.index_opensearch import OpenSearchIndex
from services.suppliers.persistence.index_schema import FORMAT
from services.suppliers.persistence.index_tantivy import TantivyIndex
from services.suppliers.persistence.index_threaded import ThreadedIndex

PAUSE_SECONDS = 0.3
CLUSTER_SECONDS = 10.0
MOST_WASTE = 0.75
"""Part of the cards of an index that may be of no supplier any more; with more it is built anew."""
_SYSTEM = "SELECT system_identifier::text FROM pg_control_system()"
_NEWEST = "SELECT pg_snapshot_xmax(pg_current_snapshot())::text"
_SETTLED = "SELECT pg_snapshot_xmin(pg_current_snapshot())::text"
_log = structlog.get_logger()


class IndexNotBuilt(Refusal):
    """The index of suppliers is being built; ask again in a moment."""

    status = 503


@dataclass(frozen=True)
class Mark:
    """Up to which transaction of which database an index has followed, and in which format it is written."""

    system: str
    before: str = "0"
    format: int = FORMAT


class IndexFollower:
    """Indexes what every transaction changed, once all before it are over: none is overlooked, whatever their order.

    With a `folder` the index outlives the process; one of another database or format is built anew. A `cluster` is
    told everything at each start, in place of an index in this process.
    """

    is_ready = True
    """The registry answers without its index."""

    def __init__(self, database: Database, folder: Path | None = None, cluster: str | None = None) -> None:
        self._database, self._cluster = database, cluster
        self._folder = None if cluster else folder
        self._model = CodeModel()
        self._built = asyncio.Event()
        self._reached, self._moved = 0, asyncio.Condition()

    @property
    def index(self) -> SupplierIndex:
        """The index; raises `IndexNotBuilt` until all suppliers are in it."""
        if not self._built.is_set():
            raise IndexNotBuilt
        return self._index

    @property
    def model(self) -> CodeModel:
        """Which codes words stand for."""
        return self._model

    @property
    def candidates(self) -> Candidates:
        """The suppliers behind hits."""
        return Candidates(self._database.reads, self._model)

    async def catch_up(self) -> None:
        """Wait until every transaction that was committed before this call is in it."""
        newest = int(await self._database.reads.fetchval(_NEWEST))
        async with self._moved:
            await self._moved.wait_for(lambda: self._reached >= newest)

    async def built(self) -> None:
        """Wait until all suppliers are in it."""
        await self._built.wait()

    async def __aenter__(self) -> Self:
        self._system = str(await self._database.reads.fetchval(_SYSTEM))
        self._index = await self._opened()
        self._following = asyncio.create_task(self._follow())
        return self

    async def __aexit__(self, *_: object) -> None:
        self._following.cancel()
        with suppress(asyncio.CancelledError):
            await self._following
        await self._index.__aexit__()

    async def _opened(self) -> ThreadedIndex | OpenSearchIndex:
        """The cluster's index, or the one in the folder as far as it is of use; the mark says whether it is."""
        if self._cluster:
            return OpenSearchIndex(client(self._cluster, CLUSTER_SECONDS))
        if self._folder and self._mark() is None:
            forget(self._folder)
        index = await asyncio.to_thread(TantivyIndex, self._folder)
        if self._folder and index.waste() > MOST_WASTE:
            del index
            forget(self._folder)
            index = await asyncio.to_thread(TantivyIndex, self._folder)
        return ThreadedIndex(index)

    async def _follow(self) -> None:
        mark = self._mark() or Mark(self._system)
        await self._learn()
        while True:
            try:
                mark = await self._catch_up(mark)
                self._built.set()
                async with self._moved:
                    self._reached = int(mark.before)
                    self._moved.notify_all()
            except Exception as error:
                say = _log.warning if is_passing(error) else _log.exception
                say("index not followed", reason=f"{type(error).__name__}: {error}")
                await self._index.undo()
            await asyncio.sleep(PAUSE_SECONDS)

    async def _learn(self) -> None:
        for division in divisions().values():
            self._model.learn(f"{division.code}000000", words(division.fr))
        with suppress(asyncpg.PostgresError, OSError):
            await self.candidates.learn()

    async def _catch_up(self, mark: Mark) -> Mark:
        """Take in what transactions changed that are over since, and remember up to where."""
        settled = str(await self._database.reads.fetchval(_SETTLED))
        if settled == mark.before:
            return mark
        changed = 0
        async for page in self.candidates.touched(mark.before, settled):
            await self._take(page)
            changed += len(page)
        reached = Mark(self._system, settled)
        if changed:
            await self._index.commit()
            self._keep(reached)
        return reached

    async def _take(self, page: Sequence[Known]) -> None:
        await self._index.put([one.document for one in page if one.is_shown], show=False)
        await self._index.remove([one.candidate.id for one in page if not one.is_shown], show=False)

    def _mark(self) -> Mark | None:
        """The mark in the folder, where its index is of this database and format."""
        if self._folder is None or not (file := self._folder / "mark.json").exists():
            return None
        mark = Mark(**orjson.loads(file.read_bytes()))
        return mark if (mark.system, mark.format) == (self._system, FORMAT) else None

    def _keep(self, mark: Mark) -> None:
        if self._folder is not None:
            (self._folder / "mark.json").write_bytes(orjson.dumps(mark))


def forget(folder: Path) -> None:
    """Remove an index that is of no use any more."""
    for file in folder.glob("*") if folder.exists() else ():
        if file.is_file():
            file.unlink()
