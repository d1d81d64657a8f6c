"""The SQL of each derivation, in the order in which they are made."""

import re
from functools import cache
from importlib import resources

from services.analytics.domain.grain import Grain
from services.analytics.persistence.told import TOLD

BETWEEN = ("counted", "holder")
"""What contracts and holdings are both made from, and nobody asks."""
_FOLDER = resources.files("services.analytics.persistence") / "derivations"
GRAINS = tuple(grain for grain in Grain if (_FOLDER / f"{grain}.sql").is_file())
"""The grains that are derived from told rows."""
STEPS = (*BETWEEN, *GRAINS)
_NAMES = "|".join(table.name for table in TOLD)
_TOLD = re.compile(rf"\btold\.({_NAMES})\b")
_DERIVED = re.compile(rf"\bderived\.({'|'.join(STEPS)})\b")


@cache
def selection(step: str) -> str:
    """The SELECT of a step, over the schemas `told` and `derived`."""
    return (_FOLDER / f"{step}.sql").read_text()


@cache
def selection_of_touched(step: str) -> str:
    """The same over the temporary tables that hold the touched keys alone."""
    return _DERIVED.sub(r"temp.derived_\1", _TOLD.sub(r"temp.told_\1", selection(step)))


@cache
def sources(step: str) -> frozenset[str]:
    """The told tables and the steps that a step reads: where they are empty, so is what it makes."""
    return frozenset(name for reference in (_TOLD, _DERIVED) for name in reference.findall(selection(step)))
