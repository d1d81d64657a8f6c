"""The targets that a buyer sets itself for an indicator: a series by year, never changed without a word."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import NAMESPACE_URL, UUID, uuid5

from chassis.aggregate import Aggregate
from chassis.errors import Unacceptable
from contracts.observatory import Goal, TargetSet

DEFINITION = "A target holds from its year on, until a later one takes its place."


class GoalsNotInOrder(Unacceptable):
    """Give each year once, in the order of years."""


class GoalOutOfRange(Unacceptable):
    """A target in percent lies from 0 to 100; no target is negative."""


@dataclass(frozen=True)
class Setting:
    """One change of a series: by whom (the name of a key), when and why."""

    version: int
    plan: str
    goals: tuple[Goal, ...]
    reason: str
    set_by: str
    set_at: datetime


@dataclass(kw_only=True, eq=False)
class TargetSeries(Aggregate):
    """The targets of one buyer for one indicator; without goals, those of the catalogue hold."""

    id: UUID
    indicator: str
    buyer: str
    plan: str = ""
    goals: tuple[Goal, ...] = ()
    version: int = 0

    @classmethod
    def begin(cls, indicator: str, buyer: str) -> "TargetSeries":
        """The series of a buyer that set none yet."""
        return cls(id=series_id(indicator, buyer), indicator=indicator, buyer=buyer)

    @property
    def key(self) -> str:
        """Facts of one indicator keep their order."""
        return self.indicator

    def set(self, wanted: TargetSet, set_by: str, *, percent: bool) -> Setting | None:
        """Let a new series take the place of this one; None where it says the same.

        Raises `GoalsNotInOrder`, `GoalOutOfRange`.
        """
        must_be_a_series(wanted.goals, percent=percent)
        if (self.plan, self.goals) == (wanted.plan, wanted.goals):
            return None
        self.plan, self.goals = wanted.plan, wanted.goals
        self.tell(wanted, wanted.at)
        return Setting(self.version, wanted.plan, wanted.goals, wanted.reason, set_by, wanted.at)


def series_id(indicator: str, buyer: str) -> UUID:
    """The identity of a buyer's targets for an indicator."""
    return uuid5(NAMESPACE_URL, f"targets {indicator} {buyer}")


def must_be_a_series(goals: Sequence[Goal], *, percent: bool) -> None:
    """Refuse goals that are not one for each year, in order, within what the unit allows."""
    years = [goal.year for goal in goals]
    if years != sorted(set(years)):
        raise GoalsNotInOrder(years=years)
    most = 100 if percent else None
    wrong = [goal for goal in goals if goal.value < 0 or (most is not None and goal.value > most)]
    if wrong:
        raise GoalOutOfRange(year=wrong[0].year, value=f"{wrong[0].value:f}")
