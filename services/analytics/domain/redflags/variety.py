"""R048, heterogeneous supplier: one that supplies unusually many kinds of things."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from services.analytics.domain.redflags.fence import Fence, Fences, measured
from services.analytics.domain.redflags.flag import Evidence, Flag, Group
from services.analytics.domain.redflags.indicator import Setting
from services.analytics.domain.redflags.process import Process


@dataclass(frozen=True, slots=True)
class R048:
    """Leading digits that make a kind (2: CPV division), a variety in place of the fence, and who enters the sample."""

    digits: int = 2
    threshold: int | None = None
    minimum_contracting_processes: int = 20


@dataclass(slots=True)
class _Range:
    processes: int = 0
    kinds: set[str] = field(default_factory=set)
    traced: list[str] = field(default_factory=list)


class Variety:
    """Flags suppliers with a number of kinds at or over the upper fence of the experienced ones (Cardinal R048)."""

    def __init__(self, options: R048, setting: Setting) -> None:
        self.options = options
        self.traced = setting.traced
        self.ranges: dict[str, _Range] = {}

    def see(self, process: Process) -> None:
        """Take the classified items of awards in force that have one supplier."""
        kinds: dict[str, set[str]] = {}
        for award in process.active_awards:
            if len(award.suppliers) == 1:
                found = kinds.setdefault(award.suppliers[0], set())
                found.update(code[: self.options.digits] for code in award.classifications)
        for supplier, found in kinds.items():
            own = self.ranges.setdefault(supplier, _Range())
            own.processes += 1
            own.kinds |= found
            if self.traced:
                own.traced.append(process.id)

    def fences(self) -> dict[str, Fence]:
        """The upper fence of the varieties of suppliers with enough processes."""
        if self.options.threshold is not None:
            return {"R048": Fence(self.options.threshold)}
        minimum = self.options.minimum_contracting_processes
        sample = (float(len(own.kinds)) for own in self.ranges.values() if own.processes >= minimum)
        fence = measured(sample, "upper")
        return {"R048": fence} if fence else {}

    def flags(self, fences: Fences) -> Iterator[Flag]:
        """The supplier with its variety."""
        if fence := fences.of("R048"):
            for supplier, own in self.ranges.items():
                if own.kinds and len(own.kinds) >= fence.limit:
                    numbers = {"processes": own.processes, "variety": len(own.kinds), "fence": fence.limit}
                    evidence = Evidence(tuple(own.traced), numbers=numbers)
                    yield Flag("R048", Group.TENDERER, supplier, float(len(own.kinds)), evidence)
