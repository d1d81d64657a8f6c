"""R030, late bid won: a bid that came after the deadline was accepted and won."""

from dataclasses import dataclass

from services.analytics.domain.redflags.flag import Evidence, Flag, Group
from services.analytics.domain.redflags.indicator import Immediate, Setting
from services.analytics.domain.redflags.process import Process


@dataclass(frozen=True, slots=True)
class R030:
    """Nothing to set."""


class LateBid(Immediate):
    """Flags a process whose supplier handed in a valid bid after the deadline, and that tenderer (Cardinal R030).

    French law asks that such a bid be set aside unopened (CCP R2151-5).
    """

    def __init__(self, options: R030, setting: Setting) -> None:  # noqa: ARG002 (all rules are made alike)
        super().__init__()

    def see(self, process: Process) -> None:
        """Compare the instants of valid bids of suppliers with the deadline."""
        deadline = process.deadline
        if deadline is None:
            return
        winners = process.winners
        late = [
            bid
            for bid in process.valid
            if bid.received_at and bid.received_at > deadline and not winners.isdisjoint(bid.tenderers)
        ]
        if late:
            tenderers = tuple(sorted({each for bid in late for each in bid.tenderers if each in winners}))
            seconds = max((bid.received_at - deadline).total_seconds() for bid in late if bid.received_at)
            evidence = Evidence((process.id,), tuple(bid.id for bid in late), tenderers, {"seconds_late": seconds})
            self.found.append(Flag("R030", Group.PROCESS, process.id, 1.0, evidence))
            self.found += (Flag("R030", Group.TENDERER, tenderer, 1.0, evidence) for tenderer in tenderers)
