"""The marks that touched keys change: in the histories of their companies, and in the divisions whose bounds moved."""

from collections.abc import Collection, Mapping

from services.analytics.domain.grain import Grain
from services.analytics.domain.usual import Range
from services.analytics.persistence.columns.engine import Connection
from services.analytics.persistence.columns.marking import (
    ASIDE,
    HISTORY,
    OF_COMPANIES,
    SOME,
    VALUES,
    mark_histories,
    mark_values,
)

_READ = f"key, contract_id, contract.division, confirmed, {', '.join((*VALUES, *ASIDE))}"
_BEYOND = " OR ".join(f"{value}::DOUBLE BETWEEN low AND high" for value in VALUES)
_REJUDGED = f"""
    UNION SELECT {_READ} FROM derived.contract AS contract
    JOIN (SELECT unnest($divisions) AS division, unnest($lows::DOUBLE[]) AS low, unnest($highs::DOUBLE[]) AS high)
        AS moved ON moved.division = contract.division
    WHERE ({_BEYOND}) AND key NOT IN (SELECT key FROM temp.touched)
"""


def remember(own: Connection, grains: Collection[str]) -> None:
    """Note whose histories are touched, by what stands and by what comes in its place."""
    for grain in OF_COMPANIES:
        if grain in grains:
            own.execute(f"""
                CREATE OR REPLACE TEMP TABLE touched_{grain} AS
                SELECT company FROM derived.{grain} WHERE key IN (SELECT key FROM temp.touched)
                UNION SELECT company FROM temp.derived_{grain}
            """)


def mark_again(own: Connection, grains: Collection[str], moved: Mapping[str, list[Range]]) -> None:
    """Mark what these grains changed; `moved` are values in each division that other bounds hold now."""
    for grain in OF_COMPANIES:
        if grain in grains:
            own.execute(f"""
                CREATE OR REPLACE TEMP TABLE pool_{grain} AS
                SELECT * FROM derived.{grain} WHERE company IN (SELECT company FROM temp.touched_{grain})
            """)
            mark_histories(own, grain, SOME)
    if Grain.CONTRACT in grains:
        _mark_contracts(own)
        _mark_values(own, moved)


def _mark_contracts(own: Connection) -> None:
    """Contracts follow their holders: those of the touched keys, and those of which a holder's history changed."""
    own.execute("""
        CREATE OR REPLACE TEMP TABLE pool_holding AS SELECT * FROM derived.holding
        WHERE key IN (SELECT key FROM temp.touched UNION SELECT key FROM temp.marked_holding)
    """)
    own.execute(f"""
        CREATE OR REPLACE TEMP TABLE pool_contract AS SELECT key, contract_id, {", ".join(HISTORY[Grain.CONTRACT])}
        FROM derived.contract WHERE key IN (SELECT key FROM temp.pool_holding)
    """)
    mark_histories(own, Grain.CONTRACT, SOME)


def _mark_values(own: Connection, moved: Mapping[str, list[Range]]) -> None:
    """Judge the values of the touched contracts, and those that the bounds of their division now hold or leave out."""
    ranges = [(division, *ends) for division, several in moved.items() for ends in several]
    values = (
        dict(zip(("divisions", "lows", "highs"), map(list, zip(*ranges, strict=True)), strict=True)) if ranges else {}
    )
    own.execute(
        f"CREATE OR REPLACE TEMP TABLE pool_contract AS SELECT {_READ} FROM temp.derived_contract AS contract "
        f"{_REJUDGED if ranges else ''}",
        values,
    )
    mark_values(own, SOME)
