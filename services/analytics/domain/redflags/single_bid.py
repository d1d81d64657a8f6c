"""R018, single bid received: one tenderer in a competitive procedure."""

from dataclasses import dataclass

from services.analytics.domain.redflags.flag import Evidence, Flag, Group
from services.analytics.domain.redflags.indicator import Immediate, Setting
from services.analytics.domain.redflags.process import Process


@dataclass(frozen=True, slots=True)
class R018:
    """The codes of procedures in which competition is expected."""

    procurement_methods: tuple[str, ...] = ("open", "selective")


class SingleBid(Immediate):
    """Flags a competitive process with exactly one declared tenderer (Cardinal R018)."""

    def __init__(self, options: R018, setting: Setting) -> None:  # noqa: ARG002 (all rules are made alike)
        super().__init__()
        self.methods = options.procurement_methods

    def see(self, process: Process) -> None:
        """Read the declared number of tenderers; bids are not counted in its place."""
        if process.tenderer_count == 1 and process.method in self.methods:
            evidence = Evidence((process.id,), tuple(bid.id for bid in process.submitted), numbers={"tenderers": 1})
            self.found.append(Flag("R018", Group.PROCESS, process.id, 1.0, evidence))
