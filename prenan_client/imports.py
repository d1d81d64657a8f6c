"""Files in: given to the platform as a whole, judged row by row, with progress and a report of each row."""

import json
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from prenan_client.calls import Calls
from prenan_client.problems import Flaw

NDJSON, CSV = "application/x-ndjson", "text/csv"
_FIRST_PAUSE, _LONGEST_PAUSE = 0.2, 5.0
_PAGE = 1000


class ImportJob(BaseModel):
    """How far an import is: `judged` rows of `total`, by what became of them, and whom it waits for."""

    model_config = ConfigDict(frozen=True, extra="allow")

    id: UUID
    noun: str
    state: str
    total: int
    judged: int
    created: int
    corrected: int
    unchanged: int
    refused: int
    waits_for: str | None = None
    ended_at: datetime | None = None


class RowReport(BaseModel):
    """What became of a row, counted from 1 without the header; `errors` say why it was refused."""

    model_config = ConfigDict(frozen=True, extra="allow")

    row: int
    outcome: str
    external_id: str | None = None
    id: str | None = None
    version: int | None = None
    errors: tuple[Flaw, ...] = ()


def _say_nothing(_: ImportJob) -> None:
    """For those who do not watch."""


class Imports:
    """Imports of `contracts`, `payments`, `plan-entries`, `suppliers` and `tenders` (docs/composition.md)."""

    def __init__(self, calls: Calls) -> None:
        self._calls = calls

    def begin(self, noun: str, content: bytes, media_type: str = NDJSON, *, once: str | None = None) -> ImportJob:
        """Give a file in."""
        headers = {"Content-Type": media_type, "Idempotency-Key": once or str(uuid.uuid4())}
        return self._calls.call("POST", "/imports", query={"of": noun}, content=content, headers=headers).of(ImportJob)

    def records(self, noun: str, records: Iterable[Mapping[str, Any]], *, once: str | None = None) -> ImportJob:
        """Give records in, a line each; decimals are strings."""
        content = b"".join(json.dumps(record).encode() + b"\n" for record in records)
        return self.begin(noun, content, once=once)

    def wait(self, job: ImportJob, told: Callable[[ImportJob], Any] = _say_nothing) -> ImportJob:
        """The job when it has ended, however long it takes; `told` hears how far it is."""
        pause = _FIRST_PAUSE
        while True:
            job = self._calls.call("GET", f"/imports/{job.id}").of(ImportJob)
            told(job)
            if job.ended_at:
                return job
            self._calls.patience.pause(pause)
            pause = min(1.5 * pause, _LONGEST_PAUSE)

    def rows(self, job: ImportJob, outcome: str | None = None) -> Iterator[RowReport]:
        """What became of each row; with `outcome="refused"` those to be corrected."""
        found = self._calls.each(f"/imports/{job.id}/rows", outcome=outcome, limit=_PAGE)
        return (RowReport.model_validate(row) for row in found)
