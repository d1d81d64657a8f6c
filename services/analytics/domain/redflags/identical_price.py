"""R028, identical bid prices: different tenderers ask the same."""

from dataclasses import dataclass

from services.analytics.domain.redflags.bid import Bid
from services.analytics.domain.redflags.flag import Evidence, Flag, Group
from services.analytics.domain.redflags.indicator import Immediate, Setting
from services.analytics.domain.redflags.process import Process


@dataclass(frozen=True, slots=True)
class R028:
    """Nothing to set."""


class IdenticalPrice(Immediate):
    """Flags a process in which different tenderers submitted one price, and these tenderers (Cardinal R028)."""

    def __init__(self, options: R028, setting: Setting) -> None:  # noqa: ARG002 (all rules are made alike)
        super().__init__()
        self.currency = setting.currency

    def see(self, process: Process) -> None:
        """Look for an amount of more than one tenderer."""
        bids: dict[float, list[Bid]] = {}
        for bid in process.submitted:
            if bid.amount is not None and bid.tenderers and self.currency.accepts(bid.currency):
                bids.setdefault(bid.amount, []).append(bid)
        same = [bid for alike in bids.values() if len({frozenset(bid.tenderers) for bid in alike}) > 1 for bid in alike]
        if same:
            tenderers = tuple(sorted({tenderer for bid in same for tenderer in bid.tenderers}))
            numbers = {"prices": float(len({bid.amount for bid in same}))}
            evidence = Evidence((process.id,), tuple(bid.id for bid in same), tenderers, numbers)
            self.found.append(Flag("R028", Group.PROCESS, process.id, 1.0, evidence))
            self.found += (Flag("R028", Group.TENDERER, tenderer, 1.0, evidence) for tenderer in tenderers)
