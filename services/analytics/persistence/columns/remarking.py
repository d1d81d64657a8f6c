"""The marks that touched keys change: in the histories of their companies, and in the divisions whose bounds moved."""

from collections.abc import Collection, Mapping

from services.analytics.domain.grain import Grain
from services.analytics.domain.usual import Range
from services.analytics.persistence.columns.marking import (
    ASIDE,
    HISTORY,
    IDENTITY,
    OF_COMPANIES,
    VALUES,
    Pool,
    mark_histories,
    mark_values,
    some,
)
from services.analytics.persistence.columns.writer import Writer

_OF_TOUCHED_COMPANIES = {
    grain: f"""
        SELECT {", ".join(("key", *IDENTITY[grain], *HISTORY[grain]))}, company, buyer, principal, day
        FROM derived.{grain} WHERE company IN (SELECT company FROM temp.touched_{grain})
    """
    for grain in OF_COMPANIES
}
_TOUCHED_CONTRACTS = some(
    holding="""
        SELECT key, contract_id, is_lead, day, previous, own_previous FROM derived.holding
        WHERE key IN (SELECT key FROM temp.touched UNION SELECT key FROM temp.marked_holding)
    """,
    contract=f"""
        SELECT key, contract_id, {", ".join(HISTORY[Grain.CONTRACT])} FROM derived.contract
        WHERE key IN (SELECT key FROM pool_holding)
    """,
)
"""Contracts follow their holders: those of the touched keys, and those of which a holder's history changed."""
_READ = f"key, contract_id, contract.division, confirmed, {', '.join((*VALUES, *ASIDE))}"
_JUDGED = f"SELECT {_READ} FROM temp.derived_contract AS contract"
_BEYOND = " OR ".join(f"{value}::DOUBLE BETWEEN low AND high" for value in VALUES)
_REJUDGED = f"""
    UNION SELECT {_READ} FROM derived.contract AS contract
    JOIN (SELECT unnest($divisions) AS division, unnest($lows::DOUBLE[]) AS low, unnest($highs::DOUBLE[]) AS high)
        AS moved ON moved.division = contract.division
    WHERE ({_BEYOND}) AND key NOT IN (SELECT key FROM temp.touched)
"""


def remember(own: Writer, grains: Collection[str]) -> None:
    """Note whose histories are touched, by what stands and by what comes in its place."""
    for grain in OF_COMPANIES:
        if grain in grains:
            own.execute(f"""
                CREATE OR REPLACE TEMP TABLE touched_{grain} AS
                SELECT company FROM derived.{grain} WHERE key IN (SELECT key FROM temp.touched)
                UNION SELECT company FROM temp.derived_{grain}
            """)


def mark_again(own: Writer, grains: Collection[str], moved: Mapping[str, list[Range]]) -> None:
    """Mark what these grains changed; `moved` are values in each division that other bounds hold now."""
    for grain in OF_COMPANIES:
        if grain in grains:
            mark_histories(own, grain, some(**{grain: _OF_TOUCHED_COMPANIES[grain]}))
    if Grain.CONTRACT in grains:
        mark_histories(own, Grain.CONTRACT, _TOUCHED_CONTRACTS)
        mark_values(own, _values_to_judge(moved))


def _values_to_judge(moved: Mapping[str, list[Range]]) -> Pool:
    """The values of the touched contracts, and those that the bounds of their division now hold or leave out."""
    ranges = [(division, *ends) for division, several in moved.items() for ends in several]
    if not ranges:
        return some(contract=_JUDGED)
    divisions, lows, highs = map(list, zip(*ranges, strict=True))
    return some({"divisions": divisions, "lows": lows, "highs": highs}, contract=f"{_JUDGED} {_REJUDGED}")
