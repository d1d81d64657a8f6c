"""The rows behind a figure, one by one: how anyone can check it."""

from dataclasses import dataclass
from datetime import date
from typing import Self
from uuid import UUID

from chassis.paging import InvalidCursor, Page
from contracts.indicators import Computation
from services.analytics.domain.grain import Grain
from services.analytics.domain.slice import Slice
from services.analytics.persistence.columns.look import Look
from services.analytics.persistence.measures import measures
from services.analytics.persistence.querying.condition import held
from services.analytics.persistence.querying.rendering import TODAY, Rendered, render

_IDENTITY = {
    Grain.CONTRACT: ("contract_id",),
    Grain.HOLDING: ("contract_id", "ordinal"),
    Grain.TENDER: ("tender_id",),
    Grain.LOT: ("tender_id", "lot"),
    Grain.BID: ("tender_id", "lot", "bid_id"),
    Grain.BIDDER: ("tender_id", "company"),
    Grain.PLAN: ("entry_id",),
    Grain.QUESTION: ("question_id",),
    Grain.PAYMENT: ("act_id",),
    Grain.INVOICE: ("act_id",),
    Grain.REPORT: ("act_id",),
    Grain.FOOD: ("act_id",),
    Grain.FACT: ("batch",),
    Grain.FLAG: ("rule", "subject"),
}
_HIDDEN = {
    Grain.BID: frozenset({"price"}),
    Grain.HOLDING: frozenset({"name"}),
}
"""What no list of rows shows: prices (secret des affaires: CCP L2132-1), and names, which may be those of persons."""
_COUNTED = "in_numerator, in_denominator, adds_to_numerator, adds_to_denominator"
_CONTRACT = "contract_id, version, buyer, reference, title, day AS notified_on, {value}::VARCHAR AS value"


async def rows_behind(
    look: Look, computation: Computation, asked: Slice, page: Page, today: date
) -> list[tuple[str, str]]:
    """A page of the rows of a slice as (place, JSON document), with the parts of the figure that each is counted in."""
    grain = Grain(computation.grain)
    condition, known, identity = held(asked), measures(grain), _IDENTITY[grain]
    counted, behind = (
        render(known[name], grain, asked, trusted=False)
        for name in (computation.numerator, computation.denominator or computation.numerator)
    )
    beyond = _Beyond.of(page, identity)
    order = ", ".join(f"{name} {page.order}" for name in identity)
    shown = f"{await _document(look, grain, asked)}, {_COUNTED}"
    sql = f"""
        WITH page AS (
            SELECT *,
                {counted.counted} AS in_numerator, {behind.counted} AS in_denominator,
                {_added(counted)} AS adds_to_numerator, {_added(behind)} AS adds_to_denominator
            FROM derived.{grain} WHERE rowid IN (
                SELECT rowid FROM derived.{grain} WHERE {condition.sql} AND {beyond.sql}
                ORDER BY {order} LIMIT {page.limit + 1}
            )
        )
        SELECT concat_ws('/', {", ".join(identity)}), (SELECT to_json(one)::VARCHAR FROM (SELECT {shown}) AS one)
        FROM page ORDER BY {order}
    """
    values = condition.values | beyond.values | ({"today": today} if TODAY in sql else {})
    return [(place, document) for place, document in await look.rows(sql, values)]


def _added(rendered: Rendered) -> str:
    """What a row brings to a number: one where rows are counted, else its own value; nothing where it is not taken."""
    return f"CASE WHEN {rendered.counted} THEN ({rendered.of or 1})::VARCHAR END"


@dataclass(frozen=True)
class _Beyond:
    """The rows after the last one of the page before, as SQL."""

    sql: str
    values: dict[str, UUID | int | str]

    @classmethod
    def of(cls, page: Page, identity: tuple[str, ...]) -> Self:
        """Where a page begins; raises `InvalidCursor`."""
        if page.edge is None:
            return cls("true", {})
        parts = page.edge.split("/")
        if len(parts) != len(identity):
            raise InvalidCursor
        edge = ", ".join(f"$edge_{name}" for name in identity)
        sql = f"({', '.join(identity)}) {page.comparison} ({edge})"
        try:
            return cls(sql, {f"edge_{name}": _typed(name, part) for name, part in zip(identity, parts, strict=True)})
        except ValueError as error:
            raise InvalidCursor from error


def _typed(name: str, part: str) -> UUID | int | str:
    if name.endswith("_id"):
        return UUID(part)
    return int(part) if name in ("lot", "ordinal", "batch") else part


async def _document(look: Look, grain: Grain, asked: Slice) -> str:
    """What is shown of a row: of a contract what names it, of any other row its columns; money as decimal strings."""
    if grain is Grain.CONTRACT:
        return _CONTRACT.format(value=asked.value)
    found = await look.rows(
        "SELECT column_name, data_type FROM duckdb_columns() WHERE database_name = current_database() "
        "AND schema_name = 'derived' AND table_name = $grain ORDER BY column_index",
        {"grain": grain.value},
    )
    return ", ".join(_shown(name, kind) for name, kind in found if name not in {*_HIDDEN.get(grain, ()), "division"})


def _shown(name: str, kind: str) -> str:
    if kind.startswith("DECIMAL"):
        return f'page."{name}"::VARCHAR AS "{name}"'
    if kind == "TIMESTAMP WITH TIME ZONE":
        return f"""strftime(timezone('UTC', page."{name}"), '%Y-%m-%dT%H:%M:%S.%fZ') AS "{name}\""""
    return f'page."{name}"'
