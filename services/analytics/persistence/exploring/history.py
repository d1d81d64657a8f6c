"""The versions of a contract as they were told."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

import asyncpg
import orjson

_VERSIONS = """
    SELECT version, kind, state::text AS state, valid_on, recorded_at FROM contract_version
    WHERE contract_id = $1 ORDER BY version LIMIT 1000
"""


@dataclass(frozen=True)
class Version:
    """What a fact told of a contract; true since `valid_on` (Europe/Paris), known since `recorded_at`."""

    version: int
    kind: str
    state: dict[str, Any]
    valid_on: date | None
    recorded_at: datetime


async def versions_of(reads: asyncpg.Pool, contract_id: UUID) -> Sequence[Version]:
    """Every version of a contract, the first one first."""
    rows = await reads.fetch(_VERSIONS, contract_id)
    return [Version(row[0], row[1], public(orjson.loads(row[2])), row[3], row[4]) for row in rows]


def public(state: dict[str, Any]) -> dict[str, Any]:
    """What may be shown of a state: a natural person has no name here."""
    holders = [{**one, "name": None} if one.get("natural_person") else one for one in state.get("holders", ())]
    return {**state, "holders": holders}
