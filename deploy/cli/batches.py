"""Records cut into requests that a service takes: bounded in number and in bytes."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from pydantic import BaseModel

MOST_RECORDS = 200
MOST_BYTES = 1_000_000


@dataclass(frozen=True)
class Batch:
    """Records of one request, each as its JSON."""

    path: str
    records: tuple[bytes, ...]

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


def batches(path: str, records: Sequence[BaseModel]) -> Iterator[Batch]:
    """Every record once, in order."""
    held: list[bytes] = []
    size = 0
    for record in records:
        body = record.model_dump_json(exclude_none=True).encode()
        if held and (len(held) == MOST_RECORDS or size + len(body) > MOST_BYTES):
            yield Batch(path, tuple(held))
            held, size = [], 0
        held.append(body)
        size += len(body)
    if held:
        yield Batch(path, tuple(held))
