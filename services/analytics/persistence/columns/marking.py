"""Marks across keys, found among all rows or among those that touched ones may change: the same by either way."""

import re
from functools import cache
from importlib import resources

from services.analytics.domain.grain import Grain
from services.analytics.persistence.columns.derivation import GRAINS
from services.analytics.persistence.columns.engine import Connection

VALUES = ("initial", "planned", "current", "paid")
"""The values of a contract, EUR excluding VAT, each of which a rule may set aside."""
ALL, SOME = "derived.{}", "temp.pool_{}"
"""Where the rows are that marks are found among: all of a view, or temporary tables of some."""
BEFORE, FRESH = "temp.before_{}", "temp.derived_{}"
"""Rows of the touched keys: as they stand, and as they come in their place."""
_FOLDER = resources.files("services.analytics.persistence") / "marks"
_POOL = re.compile(r"\bpool\.(\w+)\b")
HISTORY = {
    Grain.HOLDING: ("previous", "own_previous"),
    Grain.BIDDER: ("previous", "own_previous"),
    Grain.CONTRACT: ("previous_any", "months_any", "months_lead", "own_months_any", "own_months_lead"),
}
"""What is marked of the histories in rows of each grain."""
_IDENTITY = {
    Grain.HOLDING: ("contract_id", "ordinal"),
    Grain.BIDDER: ("tender_id", "company"),
    Grain.CONTRACT: ("contract_id",),
}
OF_COMPANIES = tuple(grain for grain in (Grain.HOLDING, Grain.BIDDER) if grain in GRAINS)
"""Grains whose rows are marked by what their company did before."""
ASIDE = tuple(f"aside_{value}" for value in VALUES)
"""Which rule sets each of them aside."""


@cache
def found(name: str, pool: str) -> str:
    """The SELECT of a mark over a pool."""
    return _POOL.sub(lambda grain: pool.format(grain[1]), (_FOLDER / f"{name}.sql").read_text())


def mark_histories(own: Connection, grain: Grain, pool: str) -> None:
    """Mark what was before in rows of a grain; `temp.marked_<grain>` then holds the rows that changed."""
    _mark(own, f"marked_{grain}", grain, pool, found(grain, pool), HISTORY[grain])


def mark_values(own: Connection, pool: str) -> None:
    """Say of the values of contracts which rule sets them aside, and of their holders' parts too."""
    rules = ", ".join(map(_rule, VALUES))
    query = f"""
        SELECT contract.key, contract.contract_id, {rules} FROM {pool.format(Grain.CONTRACT)} AS contract
        LEFT JOIN derived.trust AS trust ON trust.division = contract.division
    """
    _mark(own, "judged", Grain.CONTRACT, pool, query, ASIDE)
    own.execute(_update(Grain.HOLDING, "temp.judged", ("contract_id",), ASIDE))


def _mark(own: Connection, changes: str, grain: Grain, pool: str, query: str, columns: tuple[str, ...]) -> None:
    identity = _IDENTITY[grain]
    same = " AND ".join(f"row.{name} = marked.{name}" for name in ("key", *identity))
    before, after = (", ".join(f"{side}.{name}" for name in columns) for side in ("row", "marked"))
    own.execute(f"""
        CREATE OR REPLACE TEMP TABLE {changes} AS SELECT marked.* FROM ({query}) AS marked
        JOIN {pool.format(grain)} AS row ON {same} WHERE ({before}) IS DISTINCT FROM ({after})
    """)
    own.execute(_update(grain, f"temp.{changes}", identity, columns))


def _update(grain: Grain, marked: str, identity: tuple[str, ...], columns: tuple[str, ...]) -> str:
    changes = ", ".join(f"{name} = marked.{name}" for name in columns)
    same = " AND ".join(f"row.{name} = marked.{name}" for name in ("key", *identity))
    return f"UPDATE derived.{grain} AS row SET {changes} FROM {marked} AS marked WHERE {same}"


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
