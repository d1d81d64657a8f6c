"""What callers send about targets, and how targets are shown."""

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from contracts.indicators import Target
from contracts.observatory import Goal
from contracts.vocabulary import Siret, Text
from services.analytics.application.targeting import WantedTargets
from services.analytics.domain.target_series import TargetSeries

STRICT = ConfigDict(extra="forbid", frozen=True)
MOST_GOALS = 50


class GivenGoal(Goal):
    """A value to reach from a year on, in the unit of the indicator."""

    model_config = STRICT


class GivenTargets(BaseModel):
    """The targets of a buyer for an indicator, as a whole; without goals, those of the catalogue hold again."""

    model_config = STRICT

    buyer: Siret
    plan: Text = Field(description="the plan or the decision that sets them (SPASER, délibération)")
    goals: Annotated[tuple[GivenGoal, ...], Field(max_length=MOST_GOALS)]
    reason: Text = Field(description="why they are set or changed")

    def wanted(self) -> WantedTargets:
        """What is asked for."""
        return WantedTargets.model_validate(self.model_dump())


class GoalResource(BaseModel):
    """A value to reach from `year` on; null: at all times."""

    year: int | None
    value: str


class TargetResource(BaseModel):
    """The targets of an indicator, of one plan, for one buyer or for all (null).

    `version` counts the changes of what a buyer set; it is null for targets of the catalogue, which has its own.
    """

    indicator: str
    buyer: str | None
    plan: str
    goals: list[GoalResource]
    version: int | None

    @classmethod
    def of(cls, series: TargetSeries) -> "TargetResource":
        """The targets that a buyer set."""
        goals = [GoalResource(year=one.year, value=f"{one.value:f}") for one in series.goals]
        return cls(
            indicator=series.indicator, buyer=series.buyer, plan=series.plan, goals=goals, version=series.version
        )

    @classmethod
    def catalogued(cls, indicator: str, targets: list[Target]) -> "TargetResource":
        """Targets of the catalogue, of one plan for one buyer or all."""
        goals = [GoalResource(year=one.year, value=f"{one.value:f}") for one in targets]
        first = targets[0]
        return cls(indicator=indicator, buyer=first.buyer, plan=first.plan, goals=goals, version=None)


class TargetList(BaseModel):
    """Every target: those of the catalogue, and those that buyers set themselves, which come before."""

    items: list[TargetResource]


class SettingResource(BaseModel):
    """One change of the targets of a buyer: by which key, when and why."""

    version: int
    plan: str
    goals: list[GoalResource]
    reason: str
    set_by: str
    set_at: datetime


class SettingPage(BaseModel):
    """Changes, the latest first, with paths of the next and the previous page."""

    items: list[SettingResource]
    next: str | None
    prev: str | None
