"""From processes to flags: one pass, then fences, then what lies beyond them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from services.analytics.domain.redflags.currency import MainCurrency
from services.analytics.domain.redflags.fence import Fences
from services.analytics.domain.redflags.flag import Flag
from services.analytics.domain.redflags.indicator import Setting
from services.analytics.domain.redflags.process import Process, by_lot
from services.analytics.domain.redflags.settings import COMPARE_PRICES, Settings


@dataclass(frozen=True)
class Findings:
    """The flags, and the fences they were held to."""

    flags: tuple[Flag, ...]
    fences: Fences


class Inquiry:
    """Sees processes one by one; keeps counts by organization and one gap by process, never a process."""

    def __init__(self, settings: Settings, *, traced: bool = False) -> None:
        self.settings = settings
        self.currency = MainCurrency(settings.currency)
        self.rules = settings.rules(Setting(self.currency, traced))
        self.priceless = [rule for code, rule in self.rules.items() if code not in COMPARE_PRICES]

    def see(self, process: Process) -> None:
        """Show a process to each rule that it concerns."""
        if self.settings.looks_at(process):
            for rule in self.rules.values() if self.settings.compares_prices(process) else self.priceless:
                rule.see(process)

    def concluded(self, fences: Fences | None = None) -> Findings:
        """The flags, by the given fences alone (frozen ones), or by those of what was seen."""
        if fences is None:
            fences = Fences({name: fence for rule in self.rules.values() for name, fence in rule.fences().items()})
        return Findings(tuple(flag for rule in self.rules.values() for flag in rule.flags(fences)), fences)


def flags(
    processes: Iterable[Process],
    settings: Settings | None = None,
    *,
    fences: Fences | None = None,
    per: Literal["process", "lot"] = "process",
) -> Findings:
    """The red flags of processes, or of each of their lots, with the ids behind them; all indicators by default."""
    inquiry = Inquiry(settings or Settings.all(), traced=True)
    for process in processes:
        for each in by_lot(process) if per == "lot" else (process,):
            inquiry.see(each)
    return inquiry.concluded(fences)
