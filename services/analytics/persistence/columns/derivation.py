"""The SQL of each derivation, in the order in which they are made, and which of them new rows change."""

import re
from collections.abc import Mapping
from functools import cache
from importlib import resources

from services.analytics.domain.grain import Grain
from services.analytics.persistence.told import TOLD

BETWEEN = ("counted", "holder", "act")
"""What grains are made through, and nobody asks: contracts that count, their holders, the acts under them."""
_FOLDER = resources.files("services.analytics.persistence") / "derivations"
GRAINS = tuple(grain for grain in Grain if (_FOLDER / f"{grain}.sql").is_file())
"""The grains that are derived from told rows."""
_OF_CONTRACTS = ("counted", "holder", Grain.CONTRACT, Grain.HOLDING, "act")
STEPS = (*_OF_CONTRACTS, *(grain for grain in GRAINS if grain not in _OF_CONTRACTS))
_DRIVERS: Mapping[str, str] = {
    "counted": "contract_version",
    "holder": "contract_version",
    Grain.CONTRACT: "contract_version",
    Grain.HOLDING: "contract_version",
    "act": "act_version",
    Grain.TENDER: "tender_version",
    Grain.LOT: "lot_notice",
    Grain.BID: "opened_bid",
    Grain.BIDDER: "opened_bid",
    Grain.PLAN: "plan_version",
    Grain.QUESTION: "question",
    Grain.PAYMENT: "act_version",
    Grain.INVOICE: "act_version",
    Grain.REPORT: "act_version",
    Grain.FOOD: "act_version",
    Grain.FLAG: "flag_version",
}
_NAMES = "|".join(table.name for table in TOLD)
_TOLD = re.compile(rf"\btold\.({_NAMES})\b")
_DERIVED = re.compile(rf"\bderived\.({'|'.join(STEPS)})\b")


@cache
def selection(step: str) -> str:
    """The SELECT of a step, over the schemas `told` and `derived`."""
    return (_FOLDER / f"{step}.sql").read_text()


@cache
def selection_of_touched(step: str, told: frozenset[str]) -> str:
    """The same over the temporary tables that hold the touched keys alone, of what was told: these.

    Where nothing was told the engine sees so before it plans, and leaves out whatever would be joined to it.
    """

    def of_touched(found: re.Match[str]) -> str:
        return f"temp.told_{found[1]}" if found[1] in told else f"(FROM {found[0]} WHERE false)"

    return _DERIVED.sub(r"temp.derived_\1", _TOLD.sub(of_touched, selection(step)))


@cache
def sources(step: str) -> frozenset[str]:
    """The told tables and the steps that a step reads."""
    return frozenset(name for reference in (_TOLD, _DERIVED) for name in reference.findall(selection(step)))


def driver(step: str) -> str | None:
    """The told table without rows of which, for a key, a step has none and never had any: told rows only come."""
    return _DRIVERS.get(step)


@cache
def changed(heard: frozenset[str]) -> tuple[str, ...]:
    """The steps that new rows of these told tables may change, and those that they are made through."""
    found: set[str] = set()
    for step in STEPS:
        if sources(step) & (heard | found):
            found.add(step)
    for step in reversed(BETWEEN):
        if any(step in sources(one) for one in found):
            found.add(step)
    return tuple(step for step in STEPS if step in found)
