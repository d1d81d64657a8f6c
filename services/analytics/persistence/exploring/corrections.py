"""Corrections of records: each is a fact, and none is ever taken back."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import asyncpg
import orjson

from chassis.paging import InvalidCursor, Page
from services.analytics.persistence.exploring.columnar import Columnar, Row
from services.analytics.persistence.exploring.history import public

_PLACE = "(epoch_us(recorded_at), contract_id, version)"
_LISTED = """
    SELECT epoch_us(recorded_at), contract_id, version, buyer, reference, title FROM told.contract_version
    WHERE kind = 'corrected' AND ($buyer IS NULL OR buyer = $buyer)
        AND ($department IS NULL OR department = $department)
        AND ($since IS NULL OR timezone('Europe/Paris', recorded_at)::DATE > $since) AND {beyond}
    ORDER BY recorded_at {order}, contract_id {order}, version {order} LIMIT {limit}
"""
_STATES = """
    SELECT asked.contract_id, asked.version, before.state::text, after.state::text
    FROM unnest($1::uuid[], $2::bigint[]) AS asked (contract_id, version)
    JOIN contract_version AS after ON after.contract_id = asked.contract_id AND after.version = asked.version
    LEFT JOIN contract_version AS before
        ON before.contract_id = asked.contract_id AND before.version = asked.version - 1
"""


@dataclass(frozen=True)
class Wanted:
    """Which corrections: of whose contracts, and recorded after the end of which day (Europe/Paris)."""

    buyer: str | None = None
    department: str | None = None
    since: date | None = None


@dataclass(frozen=True)
class Correction:
    """A version that corrects the one before it, with what both say."""

    place: str
    contract_id: UUID
    version: int
    buyer: str
    reference: str
    title: str
    recorded_at: datetime
    before: dict[str, Any]
    after: dict[str, Any]


async def corrections(columnar: Columnar, reads: asyncpg.Pool, page: Page, wanted: Wanted) -> Sequence[Correction]:
    """A page of corrections, the latest first, with one more where others follow."""
    beyond = f"{_PLACE} {page.comparison} ($at, CAST($id AS UUID), $version)" if page.edge else "true"
    query = _LISTED.format(beyond=beyond, order=page.order, limit=page.limit + 1)
    rows = await columnar.rows(query, {**asdict(wanted), **_edge(page.edge)})
    states = await reads.fetch(_STATES, [row[1] for row in rows], [row[2] for row in rows])
    said = {(row[0], row[1]): (_state(row[2]), _state(row[3])) for row in states}
    # a replay may just have put other tables in the place of those that were looked at
    return [_correction(row, *said[row[1], row[2]]) for row in rows if (row[1], row[2]) in said]


def _correction(row: Row, before: dict[str, Any], after: dict[str, Any]) -> Correction:
    at, contract_id, version, buyer, reference, title = row
    place, recorded_at = f"{at} {contract_id} {version}", _instant(at)
    return Correction(place, contract_id, version, buyer, reference, title, recorded_at, before, after)


def _instant(microseconds: int) -> datetime:
    return datetime.fromtimestamp(0, UTC) + timedelta(microseconds=microseconds)


def _state(document: str | None) -> dict[str, Any]:
    return public(orjson.loads(document)) if document else {}


def _edge(edge: str | None) -> dict[str, Any]:
    if edge is None:
        return {}
    try:
        at, contract_id, version = edge.split(" ")
        return {"at": int(at), "id": str(UUID(contract_id)), "version": int(version)}
    except ValueError as error:
        raise InvalidCursor from error
