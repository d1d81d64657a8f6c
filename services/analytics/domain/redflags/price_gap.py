"""R024 and R058: the winning price is unusually close to, or far below, the next one."""

from collections.abc import Iterator
from dataclasses import dataclass

from services.analytics.domain.redflags.bid import Bid
from services.analytics.domain.redflags.currency import MainCurrency
from services.analytics.domain.redflags.fence import Fence, Fences, measured
from services.analytics.domain.redflags.flag import Evidence, Flag, Group
from services.analytics.domain.redflags.indicator import Setting
from services.analytics.domain.redflags.process import Process


@dataclass(frozen=True, slots=True)
class R024:
    """A gap, as part of the winning price, that takes the place of the lower fence."""

    threshold: float | None = None


@dataclass(frozen=True, slots=True)
class R058:
    """A gap, as part of the winning price, that takes the place of the upper fence."""

    threshold: float | None = None


@dataclass(frozen=True, slots=True)
class Gap:
    """(second - winning) / winning of one process, with the two prices and whose they are."""

    process: str
    ratio: float
    winner: str
    second: str
    bids: tuple[str, str]
    prices: tuple[float, float]

    def evidence(self, limit: float) -> Evidence:
        """What a flag on this gap rests on."""
        numbers = {"winning": self.prices[0], "second": self.prices[1], "ratio": self.ratio, "fence": limit}
        return Evidence((self.process,), self.bids, (self.winner, self.second), numbers)


def sole_winner(process: Process) -> str | None:
    """The supplier of a process with one award in force to one supplier and one tenderer a bid; None for any other."""
    awards = process.active_awards
    if not process.decided or len(awards) != 1 or len(awards[0].suppliers) != 1:
        return None
    if not process.each_alone:
        return None
    return awards[0].suppliers[0]


def gap(process: Process, currency: MainCurrency) -> Gap | None:
    """The gap of a process that the winner's lowest valid bid won as the lowest of all; None where there is none."""
    winner = sole_winner(process)
    if winner is None:
        return None
    lowest: dict[bool, tuple[float, Bid]] = {}
    for bid in process.valid:
        if bid.amount is not None and currency.accepts(bid.currency):
            won = bid.tenderers[0] == winner
            if won not in lowest or bid.amount < lowest[won][0]:
                lowest[won] = bid.amount, bid
    if len(lowest) < 2 or not 0 < lowest[True][0] <= lowest[False][0]:  # noqa: PLR2004 (one of each)
        return None
    (winning, first), (second, next_one) = lowest[True], lowest[False]
    ratio = (second - winning) / winning
    return Gap(process.id, ratio, winner, next_one.tenderers[0], (first.id, next_one.id), (winning, second))


class _PriceGap:
    def __init__(self, threshold: float | None, setting: Setting) -> None:
        self.threshold = threshold
        self.currency = setting.currency
        self.gaps: dict[str, Gap] = {}

    def see(self, process: Process) -> None:
        """Keep the gap of a process that has one."""
        if found := gap(process, self.currency):
            self.gaps[process.id] = found


class ClosePrice(_PriceGap):
    """Flags gaps at or under the lower fence, their winner and their second (Cardinal R024)."""

    def __init__(self, options: R024, setting: Setting) -> None:
        super().__init__(options.threshold, setting)

    def fences(self) -> dict[str, Fence]:
        """The lower fence of all gaps."""
        fence = (
            measured((each.ratio for each in self.gaps.values()), "lower")
            if self.threshold is None
            else Fence(self.threshold)
        )
        return {"R024": fence} if fence else {}

    def flags(self, fences: Fences) -> Iterator[Flag]:
        """The process with its gap, the two tenderers with 0."""
        if fence := fences.of("R024"):
            for each in self.gaps.values():
                if each.ratio <= fence.limit:
                    evidence = each.evidence(fence.limit)
                    yield Flag("R024", Group.PROCESS, each.process, each.ratio, evidence)
                    yield Flag("R024", Group.TENDERER, each.winner, 0.0, evidence)
                    yield Flag("R024", Group.TENDERER, each.second, 0.0, evidence)


class HeavyDiscount(_PriceGap):
    """Flags gaps at or over the upper fence, and their winner (Cardinal R058)."""

    def __init__(self, options: R058, setting: Setting) -> None:
        super().__init__(options.threshold, setting)

    def fences(self) -> dict[str, Fence]:
        """The upper fence of all gaps."""
        fence = (
            measured((each.ratio for each in self.gaps.values()), "upper")
            if self.threshold is None
            else Fence(self.threshold)
        )
        return {"R058": fence} if fence else {}

    def flags(self, fences: Fences) -> Iterator[Flag]:
        """The process with its gap, the winner with 0."""
        if fence := fences.of("R058"):
            for each in self.gaps.values():
                if each.ratio >= fence.limit:
                    evidence = each.evidence(fence.limit)
                    yield Flag("R058", Group.PROCESS, each.process, each.ratio, evidence)
                    yield Flag("R058", Group.TENDERER, each.winner, 0.0, evidence)
