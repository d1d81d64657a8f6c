"""Competition and small companies with and without each clause."""

from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum

from services.analytics.domain.stratum import Association, Side, Stratum, association
from services.analytics.persistence.exploring.columnar import Columnar, Row
from services.analytics.persistence.exploring.condition import Condition

CLAUSES = ("social", "environmental", "equality", "innovation", "reserved")
"""Conditions of performance (CCP L2112-2), innovation (R2124-3) and reservation (L2113-12)."""
BANDS = {"under-40k": 40_000, "40k-to-90k": 90_000, "90k-to-250k": 250_000, "250k-to-1m": 1_000_000}
"""Sizes of contracts by their value at notification, EUR excluding VAT: the name of a band and its upper bound."""
TOP_BAND, NO_BAND = "1m-and-more", "unknown"


class Effect(StrEnum):
    """What is compared: bids a competed lot, or the share of micro-enterprises in percent."""

    BIDS = "bids"
    TPE = "tpe"


_MEASURED = {
    Effect.BIDS: ("competed AND bids > 0", "CAST(bids AS DECIMAL(18,2))"),
    Effect.TPE: ("size IS NOT NULL", "CASE WHEN size = 'tpe' THEN CAST(100 AS DECIMAL(18,2)) ELSE 0 END"),
}
_BAND = f"""CASE WHEN initial IS NULL THEN '{NO_BAND}'
    {" ".join(f"WHEN initial < {bound} THEN '{name}'" for name, bound in BANDS.items())} ELSE '{TOP_BAND}' END"""


async def associations(columnar: Columnar, wanted: Condition, effect: Effect) -> Mapping[str, tuple[Association, int]]:
    """For each clause its association, and of how many contracts it is not known whether they bear it."""
    rows = await columnar.rows(_query(wanted, effect), wanted.values)
    by_clause: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_clause[row[0]].append(row)
    return {clause: _of(by_clause[clause]) for clause in CLAUSES}


def _query(wanted: Condition, effect: Effect) -> str:
    known, measured = _MEASURED[effect]
    present = ", ".join(
        f"{{'clause': '{one}', 'present': {'reserved IS NOT NULL' if one == 'reserved' else one}}}" for one in CLAUSES
    )
    return f"""
        SELECT told.clause, band, division, told.present, count(*) AS contracts, sum(measured) AS total FROM (
            SELECT {_BAND} AS band, left(cpv, 2) AS division, {measured} AS measured, unnest([{present}]) AS told
            FROM contract WHERE ({wanted.sql}) AND {known}
        ) GROUP BY ALL ORDER BY ALL
    """


def _of(rows: list[Row]) -> tuple[Association, int]:
    sides: dict[tuple[str, str | None], dict[bool, Side]] = defaultdict(dict)
    unknown = 0
    for _, band, division, present, contracts, total in rows:
        if present is None:
            unknown += contracts
        else:
            sides[(band, division)][present] = Side(contracts, Decimal(total))
    strata = [
        Stratum(band, division, told.get(True, Side()), told.get(False, Side()))
        for (band, division), told in sides.items()
    ]
    return association(strata), unknown
