"""How figures stand, as trajectories and assumptions start from them."""

from collections.abc import Mapping
from datetime import date

from contracts.indicators import Indicator
from contracts.observatory import FigureStatus
from services.analytics.domain.figure import NOTHING, Figure, Tally
from services.analytics.domain.grain import Grain
from services.analytics.domain.slice import Dimension, Slice
from services.analytics.domain.standing import Standing
from services.analytics.persistence.columns.derivation import GRAINS
from services.analytics.persistence.columns.look import Look
from services.analytics.persistence.querying.tallies import Group, Tallies
from services.analytics.persistence.querying.tallying import Tallying


class Standings:
    """Figures at one look."""

    def __init__(self, look: Look, today: date) -> None:
        self._look, self._today = look, today

    async def of(self, indicator: Indicator, asked: Slice) -> Standing:
        """A figure over a slice."""
        (whole, *_) = await self._groups(indicator, asked)
        return _standing(indicator, whole.tallies[0].declared)

    async def series(self, indicator: Indicator, asked: Slice, by: Dimension) -> Mapping[str, Standing]:
        """A figure over each year, quarter or month of a slice, in their order; without what has no day."""
        groups = await self._groups(indicator, asked, by)
        return {
            group.keys[0]: _standing(indicator, group.tallies[0].declared)
            for group in groups
            if group.keys and group.keys[0] is not None
        }

    async def _groups(self, indicator: Indicator, asked: Slice, *by: Dimension) -> list[Group]:
        grain = Grain(indicator.grain)
        if grain not in GRAINS:
            return [Group(None, (Tallies(NOTHING, NOTHING),))]
        return await Tallying(grain, [indicator], asked, by, self._today).ask(self._look)


def _standing(indicator: Indicator, tally: Tally) -> Standing:
    figure = Figure(indicator, tally)
    return Standing(figure.value, tally.numerator, tally.denominator, FigureStatus(figure.status))
