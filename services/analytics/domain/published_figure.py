"""A figure that the observatory publishes by itself, and follows: what was last told of it, and how it stands."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Literal
from uuid import NAMESPACE_URL, UUID, uuid5

from chassis.aggregate import Aggregate
from contracts.observatory import Direction, FigureSlice, FigureStatus, IndicatorComputed, TargetCrossed

Better = Literal["higher", "lower", "neutral"]


@dataclass(frozen=True)
class Computed:
    """A figure as it was computed, and how many facts of each feed it was made from."""

    indicator: str
    definition_version: int
    slice: FigureSlice
    value: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None
    status: FigureStatus
    positions: dict[str, int]

    @property
    def said(self) -> tuple[object, ...]:
        """What a reader would see: the rest may move without any news."""
        return (self.definition_version, self.slice, self.value, self.numerator, self.denominator, self.status)


@dataclass(frozen=True)
class Aim:
    """The target that a figure is held to, by the plan that set it."""

    plan: str
    value: Decimal
    better: Better = "higher"

    def is_reached(self, value: Decimal) -> bool:
        """Whether a value is on the right side of it."""
        return value <= self.value if self.better == "lower" else value >= self.value


@dataclass(kw_only=True, eq=False)
class PublishedFigure(Aggregate):
    """One indicator over one period, of all buyers or of one.

    `reached` is how it stood towards `aim` when that could last be said: a figure that cannot be relied on crosses
    nothing, and neither does one whose target is moved.
    """

    id: UUID
    indicator: str
    period: str
    buyer: str | None
    said: IndicatorComputed | None = None
    aim: Decimal | None = None
    reached: bool | None = None
    version: int = 0

    @classmethod
    def begin(cls, indicator: str, slice_: FigureSlice) -> "PublishedFigure":
        """The figure of an indicator over a slice, before anything was published of it."""
        identity = figure_id(indicator, slice_.period, slice_.buyer)
        return cls(id=identity, indicator=indicator, period=slice_.period, buyer=slice_.buyer)

    @property
    def key(self) -> str:
        """Facts of one indicator keep their order."""
        return self.indicator

    def publish(self, computed: Computed, aim: Aim | None, at: datetime) -> None:
        """Tell what is new of it; nothing where it says what it said before."""
        if self.said is None or _said(self.said) != computed.said:
            self.said = _fact(computed)
            self.tell(self.said, at)
        self._hold_to(aim, computed, at)

    def _hold_to(self, aim: Aim | None, computed: Computed, at: datetime) -> None:
        if aim is None or aim.value != self.aim:
            self.aim, self.reached = (aim.value if aim else None), None
        if aim is None or computed.status is not FigureStatus.OK or computed.value is None:
            return
        reached = aim.is_reached(computed.value)
        if self.reached is not None and reached is not self.reached:
            self.tell(_crossing(computed, computed.value, aim, at, reached=reached), at)
        self.reached = reached


def figure_id(indicator: str, period: str, buyer: str | None) -> UUID:
    """The identity of a published figure."""
    return uuid5(NAMESPACE_URL, f"figure {indicator} {period} {buyer or ''}")


def _said(fact: IndicatorComputed) -> tuple[object, ...]:
    return (fact.definition_version, fact.slice, fact.value, fact.numerator, fact.denominator, fact.status)


def _fact(computed: Computed) -> IndicatorComputed:
    return IndicatorComputed(**vars(computed))


def _crossing(computed: Computed, value: Decimal, aim: Aim, at: datetime, *, reached: bool) -> TargetCrossed:
    return TargetCrossed(
        indicator=computed.indicator,
        definition_version=computed.definition_version,
        slice=computed.slice,
        plan=aim.plan,
        target=aim.value,
        direction=Direction.REACHED if reached else Direction.LOST,
        value=value,
        at=at,
    )
