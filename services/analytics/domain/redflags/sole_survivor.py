"""R035, all except winning bid disqualified."""

from dataclasses import dataclass

from services.analytics.domain.redflags.flag import Evidence, Flag, Group
from services.analytics.domain.redflags.indicator import Immediate, Setting
from services.analytics.domain.redflags.process import Process, members


@dataclass(frozen=True, slots=True)
class R035:
    """How many other tenderers must have been set aside."""

    threshold: int = 1


class SoleSurvivor(Immediate):
    """Flags a process that its only tenderer with valid bids won, others being set aside, and it (Cardinal R035)."""

    def __init__(self, options: R035, setting: Setting) -> None:  # noqa: ARG002 (all rules are made alike)
        super().__init__()
        self.threshold = options.threshold

    def see(self, process: Process) -> None:
        """Compare who is valid with who won, and count the others set aside."""
        valid = members(process.valid)
        if not process.decided or not _all_named(process) or len(valid) != 1 or process.winners != set(valid):
            return
        (winner,) = valid
        aside = {tenderer: bids for tenderer, bids in members(process.disqualified).items() if tenderer != winner}
        if aside and len(aside) >= self.threshold:
            bids = tuple(bid for ids in aside.values() for bid in ids)
            numbers = {"disqualified_tenderers": float(len(aside)), "threshold": float(self.threshold)}
            evidence = Evidence((process.id,), bids, tuple(aside), numbers)
            self.found.append(Flag("R035", Group.PROCESS, process.id, float(len(aside)), evidence))
            self.found.append(Flag("R035", Group.TENDERER, winner, 0.0, evidence))


def _all_named(process: Process) -> bool:
    """Whether it is known who made each bid and who won: a nameless one may be anybody."""
    return all(bid.tenderers for bid in process.submitted) and all(award.suppliers for award in process.active_awards)
