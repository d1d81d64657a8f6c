"""R038, excessive disqualified bids, of a buyer, a procuring entity or a tenderer."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from services.analytics.domain.redflags.bid import DISQUALIFIED
from services.analytics.domain.redflags.fence import Fence, Fences, measured
from services.analytics.domain.redflags.flag import Evidence, Flag, Group
from services.analytics.domain.redflags.indicator import Setting
from services.analytics.domain.redflags.process import Process

GROUPS = (Group.BUYER, Group.PROCURING_ENTITY, Group.TENDERER)


@dataclass(frozen=True, slots=True)
class R038:
    """A share in place of the upper fence, and how many submitted bids one must have to be looked at.

    Both minimums count submitted bids: the reference answer to the documented example for buyers, each with a single
    process, says so in spite of the second name.
    """

    threshold: float | None = None
    minimum_submitted_bids: int = 2
    minimum_contracting_processes: int = 2

    def minimum(self, group: Group) -> int:
        """Fewest submitted bids of one of this group."""
        return self.minimum_submitted_bids if group is Group.TENDERER else self.minimum_contracting_processes


@dataclass(slots=True)
class _Share:
    disqualified: int = 0
    submitted: int = 0
    processes: list[str] = field(default_factory=list)

    @property
    def ratio(self) -> float:
        return self.disqualified / self.submitted


class DisqualifiedShare:
    """Flags those whose share of disqualified bids is at or over the upper fence of their group (Cardinal R038)."""

    def __init__(self, options: R038, setting: Setting) -> None:
        self.options = options
        self.traced = setting.traced
        self.shares: dict[Group, dict[str, _Share]] = {group: {} for group in GROUPS}

    def see(self, process: Process) -> None:
        """Count submitted and disqualified bids by buyer, procuring entity and tenderer."""
        if submitted := len(process.submitted):
            aside = len(process.disqualified)
            self._count(Group.BUYER, process.buyer, process, submitted, aside)
            self._count(Group.PROCURING_ENTITY, process.procuring_entity, process, submitted, aside)
        for bid in process.submitted:
            for tenderer in bid.tenderers:
                self._count(Group.TENDERER, tenderer, process, 1, bid.status == DISQUALIFIED)

    def _count(self, group: Group, subject: str | None, process: Process, submitted: int, aside: int) -> None:
        if subject is None:
            return
        share = self.shares[group].get(subject)
        if share is None:
            share = self.shares[group][subject] = _Share()
        share.submitted += submitted
        share.disqualified += aside
        if self.traced and aside and process.id not in share.processes[-1:]:
            share.processes.append(process.id)

    def _looked_at(self, group: Group) -> Mapping[str, _Share]:
        minimum = self.options.minimum(group)
        return {subject: share for subject, share in self.shares[group].items() if share.submitted >= minimum}

    def behind(self, group: Group) -> dict[str, str]:
        """Who of a group stands behind each traced process in which a bid was disqualified."""
        return {process: subject for subject, share in self.shares[group].items() for process in share.processes}

    def fences(self) -> dict[str, Fence]:
        """The upper fence of each group."""
        found: dict[str, Fence] = {}
        for group in GROUPS:
            sample = (share.ratio for share in self._looked_at(group).values())
            threshold = self.options.threshold
            if fence := measured(sample, "upper") if threshold is None else Fence(threshold):
                found[f"R038.{group}"] = fence
        return found

    def flags(self, fences: Fences) -> Iterator[Flag]:
        """Each with its share."""
        for group in GROUPS:
            if fence := fences.of(f"R038.{group}"):
                for subject, share in self._looked_at(group).items():
                    if share.ratio >= fence.limit:
                        counted = {"disqualified": share.disqualified, "submitted": share.submitted}
                        evidence = Evidence(tuple(share.processes), numbers=counted | {"fence": fence.limit})
                        yield Flag("R038", group, subject, share.ratio, evidence)
