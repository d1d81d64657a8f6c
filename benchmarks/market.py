"""Many tenders of five years, kept as the service keeps those of which it told one fact, their publication."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

import asyncpg
import orjson
from pydantic import TypeAdapter

from benchmarks.content import terms
from benchmarks.history import BATCH, records
from chassis.identity import uuid7
from deploy.sample.identifiers import siret
from services.tenders.api.schemas import GivenTerms
from services.tenders.domain.lot import Lot, advertised

KINDS = 4000
"""Different purchases; what is beyond repeats them under other numbers."""
BUYERS = 200
FIRST = datetime(2021, 1, 1, tzinfo=UTC)
STATUSES = ("awarded",) * 16 + ("published", "closed", "unsuccessful", "cancelled")
FACETS = ("department", "area", "procedure", "nature", "cpv")
COLUMNS = ("id", "status", "terms", "lots", "warnings", "drafted_at", "published_at", "deadline", "version", "revision")
_COUNT = "SELECT count(*) FROM tender"
_LOTS = TypeAdapter(tuple[Lot, ...])


async def grow(connection: asyncpg.Connection, size: int) -> None:
    """Add tenders, each newer than the last, until there are so many."""
    there = await connection.fetchval(_COUNT)
    for start in range(there, size, BATCH):
        rows = _rows(start, min(start + BATCH, size))
        await connection.copy_records_to_table("tender", records=rows, columns=COLUMNS)
    await connection.execute("VACUUM ANALYZE tender")


def identity(number: int) -> str:
    """The least identity that the tender of this number may have."""
    return str(uuid7(_milliseconds(number)))


def _rows(start: int, end: int) -> Iterator[tuple[Any, ...]]:
    kinds = _kinds()
    for number in range(start, end):
        (document, lots), at = kinds[number % KINDS], FIRST + timedelta(minutes=number)
        buyer = siret(90_001 + (number % BUYERS if number % 2 else 0))  # every second one is the region's
        said = {**document, "title": f"{document['title']} {number}", "buyer": buyer}
        status, deadline = STATUSES[number % len(STATUSES)], at + timedelta(days=30)
        yield uuid7(_milliseconds(number)), status, orjson.dumps(said).decode(), lots, "[]", at, at, deadline, 1, 2


def _milliseconds(number: int) -> int:
    return int((FIRST + timedelta(minutes=number)).timestamp() * 1000)


@cache
def _kinds() -> list[tuple[dict[str, Any], str]]:
    """Terms and lots of the purchases of the sample region."""
    return [_kind(number, record) for number, record in enumerate(records(KINDS))]


def _kind(number: int, record: dict[str, Any]) -> tuple[dict[str, Any], str]:
    facets = {name: record[name] for name in FACETS if name in record}
    given = GivenTerms.model_validate({**terms(number), **facets, "title": record["title"]})
    return given.terms().model_dump(mode="json"), _LOTS.dump_json(advertised(given.lots)).decode()
