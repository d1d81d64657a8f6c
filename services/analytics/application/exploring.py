"""Looking things up beside figures."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

import asyncpg
import orjson

from chassis.paging import MAX_LIMIT, Page
from services.analytics.domain.change import changes
from services.analytics.domain.slice import Slice
from services.analytics.persistence.exploring.columnar import Columnar
from services.analytics.persistence.exploring.condition import Condition
from services.analytics.persistence.exploring.contract_page import contract_page, links_of, tender_of
from services.analytics.persistence.exploring.counting import Counted, counted_by
from services.analytics.persistence.exploring.documents import Members
from services.analytics.persistence.exploring.history import Version, versions_of
from services.analytics.persistence.exploring.wanted import Search
from services.analytics.persistence.own.flag_queries import FlagFilter, FlagQueries
from services.analytics.persistence.own.report_queries import ReportQueries
from services.analytics.persistence.querying.condition import held


def looked_for(asked: Slice, search: Search) -> Condition:
    """The contracts of a slice that a search finds."""
    of_slice = held(asked)
    return Condition.every([Condition(of_slice.sql, of_slice.values), search.condition()])


async def whole_contract(
    columnar: Columnar, reads: asyncpg.Pool, contract_id: UUID, today: date, *, flags: bool = False
) -> Members:
    """All that is public of a contract, how it came about, who counts it, and which reports of it were accepted.

    Red flags are named to those alone who may see them.
    """
    page = await contract_page(columnar, contract_id)
    versions = await versions_of(reads, contract_id)
    return {
        **page,
        "versions": orjson.dumps(_told(versions)).decode(),
        "reports": await ReportQueries(reads).accepted(contract_id),
        "flags": await _flags(reads, await tender_of(columnar, contract_id)) if flags else "null",
        "indicators": orjson.dumps([_counting(one) for one in await counted_by(columnar, contract_id, today)]).decode(),
        "links": await links_of(columnar, contract_id),
    }


async def _flags(reads: asyncpg.Pool, tender_id: UUID) -> str:
    """The flags that stand on the tender of a contract, on its lots and on those who bid."""
    page = Page("", b"", MAX_LIMIT)
    found = await FlagQueries(reads).named(page, FlagFilter(tender=str(tender_id)))
    return f"[{','.join(document for _, document in found[:MAX_LIMIT])}]"


def _counting(one: Counted) -> dict[str, object]:
    return {
        "indicator": one.indicator.id,
        "definition_version": one.indicator.version,
        "in_numerator": one.in_numerator,
        "in_denominator": one.in_denominator,
    }


def _told(versions: Sequence[Version]) -> list[dict[str, object]]:
    """Each version with what it changed of the one before it."""
    before = [{}, *(one.state for one in versions)]
    return [
        {
            "version": one.version,
            "kind": one.kind,
            "valid_on": one.valid_on,
            "recorded_at": one.recorded_at,
            "changes": [] if not old else [vars(change) for change in changes(old, one.state)],
        }
        for old, one in zip(before, versions, strict=False)
    ]
