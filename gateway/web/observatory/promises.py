"""Target beside actual: the figures that the policy promises, as cards."""

import asyncio
from dataclasses import dataclass
from typing import Any

from gateway.web.visit import Visit

PROMISES = ("A1", "A3", "A6", "R1", "R2", "R3", "S1", "S9", "E1", "E4", "E5", "A12")
"""What the purchasing policy, the national plan and the code set a target for, the region's own first."""
PERIOD = "rolling-12"


@dataclass(frozen=True)
class Card:
    """One figure beside its target, with the years before it."""

    figure: dict[str, Any]
    trajectory: dict[str, Any] | None
    before: dict[str, Any] | None = None
    """By the definition before, where the present one has nothing to count yet, as in registers of the past."""

    @property
    def light(self) -> str:
        """Green, amber or red as the trajectory says; grey where it says nothing, or the figure has no value."""
        return self.trajectory["light"] if self.trajectory and self.figure["value"] is not None else "grey"

    @property
    def years(self) -> list[tuple[str, float | None]]:
        """The value of each year."""
        years = self.trajectory["years"] if self.trajectory else []
        return [(one["period"], float(one["value"]) if one["value"] is not None else None) for one in years]

    @property
    def has_past(self) -> bool:
        """Whether two years or more can be compared."""
        return sum(value is not None for _, value in self.years) > 1


async def cards(visit: Visit, ids: tuple[str, ...], period: str = PERIOD, **slice_: str) -> list[Card]:
    """The cards of some figures, of a buyer or department where one is named; none where the observatory is away."""
    asked = visit.api.find("/figures", {"indicator": list(ids), "period": period, **slice_})
    trajectories = (visit.api.find(f"/indicators/{one}/trajectory", slice_) for one in ids)
    figures, *beside = await asyncio.gather(asked, *trajectories)
    if not figures:
        return []
    before = await asyncio.gather(*(_before(visit, one, period, slice_) for one in figures["items"]))
    return [Card(*each) for each in zip(figures["items"], beside, before, strict=True)]


async def _before(visit: Visit, figure: dict[str, Any], period: str, slice_: dict[str, str]) -> dict[str, Any] | None:
    """The same figure by the definition before, where the present one counts nothing and the other something."""
    version = figure["definition_version"] - 1
    if figure["status"] != "no_data" or not version:
        return None
    path, question = f"/indicators/{figure['id']}", {"period": period, "definition_version": version, **slice_}
    found: dict[str, Any] | None = await visit.api.find(path, question)
    return found if found and found["value"] is not None else None
