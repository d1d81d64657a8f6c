"""Records cut into requests that a service takes: bounded in number and in bytes."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from pydantic import BaseModel

MOST_RECORDS = 200
MOST_BYTES = 1_000_000


@dataclass(frozen=True)
class Batch:
    """Records of one request, each as its JSON, and the rows of the file that they come from where that is asked."""

    path: str
    records: tuple[bytes, ...]
    rows: tuple[int, ...] = ()

    @property
    def body(self) -> bytes:
        """The request's body."""
        return b'{"records":[' + b",".join(self.records) + b"]}"

    @cached_property
    def digest(self) -> str:
        """What makes two batches the same request."""
        return hashlib.sha256(self.path.encode() + b"\n" + self.body).hexdigest()

    def halves(self) -> tuple["Batch", "Batch"]:
        """The same records in two requests."""
        middle = len(self.records) // 2
        return Batch(self.path, self.records[:middle]), Batch(self.path, self.records[middle:])


def batches(path: str, records: Iterable[BaseModel]) -> Iterator[Batch]:
    """Every record once, in order."""
    return numbered_batches(path, ((0, record) for record in records))


def numbered_batches(path: str, records: Iterable[tuple[int, BaseModel]], most: int = MOST_RECORDS) -> Iterator[Batch]:
    """The same for records with the row that each comes from; only one batch is in memory at a time."""
    held: list[bytes] = []
    rows: list[int] = []
    size = 0
    for row, record in records:
        body = record.model_dump_json(exclude_none=True).encode()
        if held and (len(held) == most or size + len(body) > MOST_BYTES):
            yield Batch(path, tuple(held), tuple(rows))
            held, rows, size = [], [], 0
        held.append(body)
        rows.append(row)
        size += len(body)
    if held:
        yield Batch(path, tuple(held), tuple(rows))
