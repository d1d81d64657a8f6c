"""Contracts as people look for them: filtered, sorted, page by page, with the columns they chose."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from chassis.paging import Page
from services.analytics.domain.column import Column
from services.analytics.domain.ordering import Key
from services.analytics.persistence.exploring.columnar import Columnar
from services.analytics.persistence.exploring.columns import sortable
from services.analytics.persistence.exploring.condition import Condition
from services.analytics.persistence.exploring.keyset import Keyset
from services.analytics.persistence.exploring.lines import as_json
from services.analytics.persistence.exploring.table import cells

MOST_VALUES = 50
"""Values of a facet that are given, those of most contracts first."""
Facets = Mapping[str, Sequence[tuple[str | None, int]]]


@dataclass(frozen=True)
class Listing:
    """What is asked for: which contracts, in which order, and which of their columns."""

    wanted: Condition
    order: tuple[Key, ...]
    columns: tuple[Column, ...]


async def page_of(columnar: Columnar, listing: Listing, page: Page) -> list[tuple[str, str]]:
    """A page of contracts as (place, JSON document), with one row more where others follow.

    First where they are, by as few columns as that takes; then the rows themselves, by the index of their keys.
    """
    keyset = Keyset.of(listing.order, page)
    bound = keyset.up_to(await _bound(columnar, keyset, listing.wanted, page))
    wanted = Condition.every([bound, keyset.beyond(page.edge), listing.wanted])
    query = f"""
        SELECT contract_id, key, {keyset.edge} FROM contract WHERE {wanted.sql}
        ORDER BY {keyset.order} LIMIT {page.limit + 1}
    """
    places = await columnar.rows(query, wanted.values)
    documents = await _documents(columnar, {row[1] for row in places}, listing.columns)
    return [(edge, documents[contract_id]) for contract_id, _, edge in places]


async def _documents(columnar: Columnar, keys: set[UUID], columns: tuple[Column, ...]) -> dict[UUID, str]:
    """The contracts of these keys by their identity."""
    if not keys:
        return {}
    listed = ", ".join(f"'{key}'::UUID" for key in sorted(keys))
    query = f"SELECT contract_id, {as_json(cells(columns))} FROM contract WHERE key IN ({listed})"
    return dict(await columnar.rows(query, {}))


async def _bound(columnar: Columnar, keyset: Keyset, wanted: Condition, page: Page) -> str | None:
    """How far the first key goes on this page at most.

    To find that out reads one column, and then only rows that near are put in order by all keys: half the time.
    """
    ahead = Condition.every([keyset.past(page.edge), wanted])
    query = f"""
        SELECT CAST({sortable(keyset.keys[0].column)} AS VARCHAR) FROM contract WHERE {ahead.sql}
        ORDER BY {keyset.leading} LIMIT 1 OFFSET {page.limit}
    """
    found = await columnar.rows(query, ahead.values)
    return found[0][0] if found else None


async def total_of(columnar: Columnar, wanted: Condition) -> int:
    """How many contracts there are."""
    count: int = (await columnar.rows(f"SELECT count(*) FROM contract WHERE {wanted.sql}", wanted.values))[0][0]
    return count


async def facets_of(columnar: Columnar, wanted: Condition, names: Sequence[str]) -> Facets:
    """How many of the contracts bear each value of these dimensions, the most frequent first."""
    found: dict[str, list[tuple[str | None, int]]] = {name: [] for name in names}
    for name in names:
        rows = await columnar.rows(_facet(name, wanted), wanted.values)
        found[name] = [(value, count) for value, count in rows]
    return found


def _facet(name: str, wanted: Condition) -> str:
    value = "CAST(year(day) AS VARCHAR)" if name == "year" else "left(cpv, 2)" if name == "cpv" else name
    return f"""
        SELECT {value} AS facet, count(*) AS contracts FROM contract WHERE {wanted.sql}
        GROUP BY facet ORDER BY contracts DESC, facet NULLS LAST LIMIT {MOST_VALUES}
    """
