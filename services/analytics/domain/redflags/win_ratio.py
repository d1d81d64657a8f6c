"""R025, excessive unsuccessful bids: a busy tenderer that hardly ever wins."""

from collections.abc import Iterator
from dataclasses import dataclass

from services.analytics.domain.redflags.fence import Fence, Fences, measured, percentile
from services.analytics.domain.redflags.flag import Evidence, Flag, Group
from services.analytics.domain.redflags.indicator import Setting
from services.analytics.domain.redflags.process import Process

BIDS, RATIO = "R025.bids", "R025.ratio"


@dataclass(frozen=True, slots=True)
class R025:
    """From which percentile of numbers of valid bids a tenderer is busy; a ratio in place of the lower fence."""

    percentile: int = 75
    threshold: float | None = None


@dataclass(slots=True)
class _Record:
    won: int = 0
    valid: int = 0

    @property
    def ratio(self) -> float:
        return self.won / self.valid


def comparable(process: Process) -> bool:
    """Whether all is decided, for one supplier at most, and each bid has one tenderer."""
    awards = process.active_awards
    return (
        process.decided
        and len(awards) <= 1
        and all(len(award.suppliers) == 1 for award in awards)
        and process.each_alone
    )


class WinRatio:
    """Flags tenderers with many valid bids and a ratio of winning ones at or under the lower fence (Cardinal R025)."""

    def __init__(self, options: R025, setting: Setting) -> None:
        self.options = options
        self.traced = setting.traced
        self.records: dict[str, _Record] = {}
        self.processes: dict[str, list[str]] = {}

    def see(self, process: Process) -> None:
        """Count each tenderer's valid bids and the winning ones among them."""
        if not comparable(process):
            return
        winners = process.winners
        for bid in process.valid:
            tenderer = bid.tenderers[0]
            record = self.records.get(tenderer)
            if record is None:
                record = self.records[tenderer] = _Record()
            record.valid += 1
            record.won += tenderer in winners
            if self.traced:
                self.processes.setdefault(tenderer, []).append(process.id)

    def fences(self) -> dict[str, Fence]:
        """From how many bids on a tenderer is busy, and up to which ratio it wins too rarely."""
        records, threshold = self.records.values(), self.options.threshold
        busy = percentile((record.valid for record in records), self.options.percentile)
        rare = measured((record.ratio for record in records), "lower") if threshold is None else Fence(threshold)
        return {measure: fence for measure, fence in ((BIDS, busy), (RATIO, rare)) if fence}

    def flags(self, fences: Fences) -> Iterator[Flag]:
        """The tenderer with its ratio."""
        busy, rare = fences.of(BIDS), fences.of(RATIO)
        if not busy or not rare:
            return
        for tenderer, record in self.records.items():
            if record.valid >= busy.limit and record.ratio <= rare.limit:
                numbers = {"won": record.won, "valid": record.valid, "busy_from": busy.limit, "fence": rare.limit}
                evidence = Evidence(tuple(self.processes.get(tenderer, ())), numbers=numbers)
                yield Flag("R025", Group.TENDERER, tenderer, record.ratio, evidence)
