"""Answering a question: the figure of a slice, with all that one has to know in order to read it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from contracts.indicators import Indicator, Target
from services.analytics.domain.contract import FIRST_TIME_MONTHS
from services.analytics.domain.gap import Gap, gap
from services.analytics.domain.period import months_before
from services.analytics.domain.slice import Dimension, Slice
from services.analytics.persistence.measures.postgresql import MONETARY, Measure
from services.analytics.persistence.observatory import Reading, Snapshot

_LOOKS_BACK = frozenset({Measure.FIRST_TIME, Measure.FIRST_TIME_VALUE})


@dataclass(frozen=True)
class Answer:
    """A figure, what it is measured by, and where the projection stood when it was read."""

    indicator: Indicator
    asked: Slice
    whole: Reading
    groups: Sequence[Reading] | None
    target: Target | None
    gap: Gap | None
    left_censored: bool
    as_of: datetime | None
    positions: dict[str, int]

    @property
    def monetary(self) -> bool:
        """Whether it counts euros."""
        return self.indicator.numerator in MONETARY


async def answer(look: Snapshot, indicator: Indicator, asked: Slice, by: Dimension | None) -> Answer:
    """The figure of a slice, and of the groups that it falls into where a dimension is given."""
    whole = await look.reading(indicator, asked)
    target = indicator.target(asked.period.year, asked.only_buyer)
    return Answer(
        indicator=indicator,
        asked=asked,
        whole=whole,
        groups=None if by is None else await look.readings(indicator, asked, by),
        target=target,
        gap=gap(whole.figure, target, monetary=indicator.numerator in MONETARY),
        left_censored=indicator.numerator in _LOOKS_BACK and is_censored(asked, await look.history_start(asked)),
        as_of=await look.as_of(),
        positions=await look.positions(),
    )


def is_censored(asked: Slice, history_start: date | None) -> bool:
    """Whether history is shorter than the 48 months that a first-time mark on the first day looks back on."""
    if asked.period.first is None or history_start is None:
        return True
    return history_start > months_before(asked.period.first, FIRST_TIME_MONTHS)
