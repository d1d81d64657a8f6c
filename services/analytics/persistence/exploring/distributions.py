"""How contracts spread: over values, bids and distances, and over the companies that hold them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from services.analytics.domain.slice import Basis
from services.analytics.persistence.exploring.columnar import Columnar
from services.analytics.persistence.exploring.condition import Condition

AMOUNTS = (0, 10_000, 25_000, 40_000, 90_000, 250_000, 500_000, 1_000_000, 5_000_000)
"""Where a band of values begins, EUR excluding VAT: the last one has no end."""
DISTANCES = (0, 25, 50, 100, 200, 400, 800)
"""Where a band of distances begins, in kilometres."""
MOST_BIDS = 10
"""From so many bids on contracts are counted together."""
STEPS = 20
"""Parts of equal number into which companies are divided, those that hold least first."""


@dataclass(frozen=True)
class Band:
    """How many there are between `start` and the next band, and their value, EUR excluding VAT."""

    start: int
    count: int
    value: Decimal


@dataclass(frozen=True)
class Concentration:
    """How unevenly the value of contracts lies with companies.

    `gini` is 0 where all hold the same, and nears 1 where one holds everything; `top` is what the so many largest hold.
    """

    companies: int
    value: Decimal
    gini: float
    top: Mapping[int, Decimal]


def _spread(part: str, table: str, of: str, value: str, wanted: Condition) -> str:
    """The number of rows and the sum of values by where the band of a row begins."""
    return f"""
        SELECT '{part}' AS part, {of} AS start, count(*) AS count, sum({value}) AS value
        FROM {table} WHERE ({wanted.sql}) AND start IS NOT NULL GROUP BY start
    """


def _begun(starts: Sequence[int], column: str) -> str:
    """Where the band of a number begins."""
    return f"list_last(list_filter({list(starts)}, lambda start: start <= {column}))"


async def spreads(columnar: Columnar, wanted: Condition, basis: Basis) -> Mapping[str, Sequence[Band]]:
    """Contracts by value, by bids received in competitions, and by distance; lots by what became of them."""
    trusted = f"CASE WHEN aside_{basis} IS NULL THEN {basis} END"
    query = " UNION ALL ".join(
        (
            _spread("amounts", "contract", _begun(AMOUNTS, trusted), trusted, wanted),
            _spread("bids", "contract", f"CASE WHEN competed THEN least(bids, {MOST_BIDS}) END", trusted, wanted),
            _spread("distances", "contract", _begun(DISTANCES, "distance_km"), trusted, wanted),
        )
    )
    found: dict[str, list[Band]] = {"amounts": [], "bids": [], "distances": []}
    for part, start, count, value in await columnar.rows(f"{query} ORDER BY ALL", wanted.values):
        found[part].append(Band(start, count, value or Decimal(0)))
    return found


_CONCENTRATION = """
    WITH part AS (
        SELECT company, sum({basis}) AS value FROM holding
        WHERE ({wanted}) AND company IS NOT NULL AND {basis} > 0 AND aside_{basis} IS NULL GROUP BY company
    ),
    placed AS (
        SELECT value, row_number() OVER (ORDER BY value, company) AS place, count(*) OVER () AS companies FROM part
    )
    SELECT
        CAST(ceil({steps} * place / companies) AS INTEGER) AS step, count(*), sum(value),
        sum((2 * place - companies - 1) * CAST(value AS DOUBLE) ORDER BY place),
        {top}
    FROM placed GROUP BY step ORDER BY step
"""
TOP = (1, 10, 50)
"""Of how many of the largest companies the share is told."""


async def concentration(
    columnar: Columnar, wanted: Condition, basis: Basis
) -> tuple[Concentration | None, Sequence[Band]]:
    """How unevenly value lies with companies, and the value of each step of companies; None where there are none."""
    top = ", ".join(f"coalesce(sum(value) FILTER (place > companies - {many}), 0)" for many in TOP)
    query = _CONCENTRATION.format(basis=basis.value, wanted=wanted.sql, steps=STEPS, top=top)
    rows = await columnar.rows(query, wanted.values)
    if not rows:
        return None, ()
    companies, value = sum(row[1] for row in rows), sum((row[2] for row in rows), Decimal(0))
    gini = sum(row[3] for row in rows) / (companies * float(value))
    largest = {many: sum((row[4 + turn] for row in rows), Decimal(0)) for turn, many in enumerate(TOP)}
    return Concentration(companies, value, gini, largest), [Band(row[0], row[1], row[2]) for row in rows]
