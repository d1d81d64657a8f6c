"""Foreseeing: the way of a figure to its target, and what contracts to come would change."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from contracts.indicators import Indicator, Target
from services.analytics.application.answering import is_monetary
from services.analytics.domain.aims import aim_of, in_force, targets_of
from services.analytics.domain.period import Period, months_before
from services.analytics.domain.published_figure import Aim
from services.analytics.domain.slice import Dimension, Slice
from services.analytics.domain.standing import Standing
from services.analytics.domain.trajectory import Point, Trajectory, missing, trajectory
from services.analytics.domain.what_if import (
    Candidate,
    Count,
    Counting,
    Outlook,
    Wish,
    counting,
    must_be_known,
    outlook,
)
from services.analytics.persistence.candidates import OVERDUE_MONTHS, Candidates
from services.analytics.persistence.columns.look import Look
from services.analytics.persistence.own.target_queries import TargetQueries
from services.analytics.persistence.standings import Standings

MOST_CANDIDATES = 1000
_STEPS = {False: Decimal(1), True: Decimal("0.01")}
"""What a share lacks is said in whole contracts, or in cents."""


@dataclass(frozen=True)
class Foreseen:
    """A trajectory with its quarters, and the targets that it is held to."""

    indicator: Indicator
    buyer: str | None
    targets: tuple[Target, ...]
    whole: Trajectory
    quarters: tuple[Point, ...]
    missing: Decimal | None


@dataclass(frozen=True)
class Assumed:
    """What was asked what if of one indicator, and what it comes to."""

    indicator: Indicator
    how: Counting
    aim: Aim | None
    outlook: Outlook


async def foresee(look: Look, targets: TargetQueries, indicator: Indicator, asked: Slice, today: date) -> Foreseen:
    """The trajectory of an indicator over the contracts of a slice of all time."""
    standings = Standings(look, today)
    held = await _targets(targets, indicator, asked.only_buyer)
    years = _points(await standings.series(indicator, asked, Dimension.YEAR), today)
    quarters = _points(await standings.series(indicator, asked, Dimension.QUARTER), today)
    whole = trajectory(years, held, indicator.direction, this_year=today.year, percent=indicator.unit == "percent")
    aim = aim_of(indicator, in_force(held, today.year))
    now = whole.now.standing if whole.now else None
    gap = missing(now, aim, _STEPS[is_monetary(indicator)]) if indicator.form == "share" else None
    return Foreseen(indicator, asked.only_buyer, tuple(held), whole, tuple(quarters), gap)


async def assume(
    look: Look, targets: TargetQueries, asked: Slice, wanted: Sequence[Indicator], wish: Wish, months: int, today: date
) -> tuple[list[Candidate], list[Assumed]]:
    """What contracts of the next months would change; raises `WishUnclear`, `NotToBeAsked`, `CandidatesUnknown`."""
    wish.must_be_clear()
    ways = [counting(one.id) for one in wanted]
    found = await coming(look, asked, today, months).first(MOST_CANDIDATES)
    must_be_known(wish.chosen, found)
    standings, assumed = Standings(look, today), []
    for one, how in zip(wanted, ways, strict=True):
        now = await standings.of(one, asked)
        held = in_force(await _targets(targets, one, asked.only_buyer), asked.period.year or today.year)
        before = Count(now.numerator or Decimal(0), now.denominator or Decimal(0))
        aim = aim_of(one, held)
        assumed.append(Assumed(one, how, aim, outlook(before, how, found, wish, aim)))
    return found, assumed


def coming(look: Look, asked: Slice, today: date, months: int) -> Candidates:
    """The contracts to come of a slice: of the next months, and what plans announced and is overdue."""
    until = months_before(today, -months - 1)
    return Candidates(look, asked, months_before(today, OVERDUE_MONTHS), today, until)


async def _targets(targets: TargetQueries, indicator: Indicator, buyer: str | None) -> Sequence[Target]:
    own = await targets.of_buyer(buyer)
    return targets_of(indicator, buyer, own.get(indicator.id))


def _points(series: Mapping[str, Standing], today: date) -> list[Point]:
    return [Point(name, int(name[:4]), standing, is_whole=_is_over(name, today)) for name, standing in series.items()]


def _is_over(name: str, today: date) -> bool:
    last = Period.named(name, today).last
    return last is not None and last < today
