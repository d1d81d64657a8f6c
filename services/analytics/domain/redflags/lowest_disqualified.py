"""R036, lowest bid disqualified."""

from dataclasses import dataclass

from services.analytics.domain.redflags.bid import DISQUALIFIED, VALID
from services.analytics.domain.redflags.flag import Evidence, Flag, Group
from services.analytics.domain.redflags.indicator import Immediate, Setting
from services.analytics.domain.redflags.process import Process


@dataclass(frozen=True, slots=True)
class R036:
    """Nothing to set."""


class LowestDisqualified(Immediate):
    """Flags an awarded process whose lowest submitted bid was set aside (Cardinal R036)."""

    def __init__(self, options: R036, setting: Setting) -> None:  # noqa: ARG002 (all rules are made alike)
        super().__init__()
        self.currency = setting.currency

    def see(self, process: Process) -> None:
        """Compare the lowest amount set aside with the lowest of the others; an equal one is no flag."""
        if not process.active_awards:
            return
        priced = [
            (bid.amount, bid)
            for bid in process.submitted
            if bid.amount is not None and self.currency.accepts(bid.currency)
        ]
        others = [amount for amount, bid in priced if bid.status != DISQUALIFIED]
        aside = [(amount, bid.id) for amount, bid in priced if bid.status == DISQUALIFIED]
        if not aside or all(bid.status != VALID for _, bid in priced):
            return
        lowest, bid_id = min(aside)
        if lowest < min(others):
            numbers = {"disqualified": lowest, "lowest_other": min(others)}
            evidence = Evidence((process.id,), (bid_id,), numbers=numbers)
            self.found.append(Flag("R036", Group.PROCESS, process.id, 1.0, evidence))
