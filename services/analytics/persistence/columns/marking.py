"""Marks across keys, found among all rows or among those that touched ones may change: the same by either way."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any

from services.analytics.domain.grain import Grain
from services.analytics.persistence.columns.derivation import GRAINS
from services.analytics.persistence.columns.writer import Writer

VALUES = ("initial", "planned", "current", "paid")
"""The values of a contract, EUR excluding VAT, each of which a rule may set aside."""


@dataclass(frozen=True)
class Pool:
    """The rows that marks are found among: their tables, and how a query begins that makes them, with its values."""

    tables: str
    beginning: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)

    def of(self, grain: str) -> str:
        """The table of a grain."""
        return self.tables.format(grain)


ALL = Pool("derived.{}")
"""All rows of a view."""
BEFORE, FRESH = Pool("temp.before_{}"), Pool("temp.derived_{}")
"""Rows of the touched keys: as they stand, and as they come in their place."""
_FOLDER = resources.files("services.analytics.persistence") / "marks"
_POOL = re.compile(r"\bpool\.(\w+)\b")
HISTORY = {
    Grain.HOLDING: ("previous", "own_previous"),
    Grain.BIDDER: ("previous", "own_previous"),
    Grain.CONTRACT: ("previous_any", "months_any", "months_lead", "own_months_any", "own_months_lead"),
}
"""What is marked of the histories in rows of each grain."""
IDENTITY = {
    Grain.HOLDING: ("contract_id", "ordinal"),
    Grain.BIDDER: ("tender_id", "company"),
    Grain.CONTRACT: ("contract_id",),
}
OF_COMPANIES = tuple(grain for grain in (Grain.HOLDING, Grain.BIDDER) if grain in GRAINS)
"""Grains whose rows are marked by what their company did before."""
ASIDE = tuple(f"aside_{value}" for value in VALUES)
"""Which rule sets each of them aside."""


def some(values: Mapping[str, Any] | None = None, /, **rows: str) -> Pool:
    """Some rows of each of these grains, as queries say."""
    beginning = ", ".join(f"pool_{grain} AS MATERIALIZED ({query})" for grain, query in rows.items())
    return Pool("pool_{}", f"WITH {beginning}", values or {})


def found(name: str, pool: Pool) -> str:
    """The SELECT of a mark over a pool."""
    return _POOL.sub(lambda grain: pool.of(grain[1]), _mark_of(name))


def mark_histories(own: Writer, grain: Grain, pool: Pool) -> None:
    """Mark what was before in rows of a grain; `temp.marked_<grain>` then holds the rows that changed."""
    if _mark(own, f"marked_{grain}", grain, pool, found(grain, pool), HISTORY[grain]):
        own.execute(_update(grain, f"marked_{grain}", IDENTITY[grain], HISTORY[grain]))


def mark_values(own: Writer, pool: Pool) -> None:
    """Say of the values of contracts which rule sets them aside, and of their holders' parts too."""
    rules = ", ".join(map(_rule, VALUES))
    query = f"""
        SELECT contract.key, contract.contract_id, {rules} FROM {pool.of(Grain.CONTRACT)} AS contract
        LEFT JOIN derived.trust AS trust ON trust.division = contract.division
    """
    if _mark(own, "judged", Grain.CONTRACT, pool, query, ASIDE):
        for grain in (Grain.CONTRACT, Grain.HOLDING):
            own.execute(_update(grain, "judged", ("contract_id",), ASIDE))


@cache
def _mark_of(name: str) -> str:
    return (_FOLDER / f"{name}.sql").read_text()


def _mark(own: Writer, changes: str, grain: Grain, pool: Pool, query: str, columns: tuple[str, ...]) -> bool:
    """Make a temporary table of the rows whose marks are others than they bear; whether there are any."""
    same = " AND ".join(f"row.{name} = marked.{name}" for name in ("key", *IDENTITY[grain]))
    before, after = (", ".join(f"{side}.{name}" for name in columns) for side in ("row", "marked"))
    made = own.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE {changes} AS {pool.beginning} SELECT marked.* FROM ({query}) AS marked
        JOIN {pool.of(grain)} AS row ON {same} WHERE ({before}) IS DISTINCT FROM ({after})
        """,
        pool.values,
    )
    return bool(made.fetchall()[0][0])


def _update(grain: Grain, marked: str, identity: tuple[str, ...], columns: tuple[str, ...]) -> str:
    changes = ", ".join(f"{name} = marked.{name}" for name in columns)
    same = " AND ".join(f"row.{name} = marked.{name}" for name in ("key", *identity))
    return f"UPDATE derived.{grain} AS row SET {changes} FROM temp.{marked} AS marked WHERE {same}"


def _rule(value: str) -> str:
    """The first rule that sets a value aside, null where it can be trusted; an estimate is not measured by itself."""
    estimated = (
        "" if value == "planned" else f"WHEN planned > 0 AND {value} >= 10 * planned THEN 'ten-times-the-estimate'"
    )
    return f"""CASE
        WHEN {value} <= 1 THEN 'at-most-1-eur' {estimated}
        WHEN {value} > 1 AND ln({value}::DOUBLE) NOT BETWEEN least AND most THEN 'outlier-of-its-division'
        WHEN {value} >= 100000000 AND NOT confirmed THEN '100-million-and-more'
    END AS aside_{value}"""
