"""R003, short submission period: too few whole days between the opening and the deadline."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from services.analytics.domain.redflags.flag import Evidence, Flag, Group
from services.analytics.domain.redflags.indicator import Immediate, Setting
from services.analytics.domain.redflags.process import Process

_DAY_SECONDS = 86400


@dataclass(frozen=True, slots=True)
class R003:
    """Whole days under which a period is short, also by local name of the procedure; None takes any method."""

    threshold: int = 15
    procurement_methods: tuple[str, ...] | None = None
    procurement_method_details: Mapping[str, int] = field(default_factory=dict)


class SubmissionPeriod(Immediate):
    """Flags a process whose submission period is shorter than the threshold (Cardinal R003)."""

    def __init__(self, options: R003, setting: Setting) -> None:  # noqa: ARG002 (all rules are made alike)
        super().__init__()
        self.options = options

    def see(self, process: Process) -> None:
        """Compare the period, rounded to whole days toward zero, with what its procedure asks."""
        methods = self.options.procurement_methods
        if process.opened_at is None or process.deadline is None:
            return
        if methods is not None and process.method not in methods:
            return
        days = int((process.deadline - process.opened_at).total_seconds() / _DAY_SECONDS)
        asked = self.options.procurement_method_details.get(process.method_details or "", self.options.threshold)
        if days < asked:
            evidence = Evidence((process.id,), numbers={"days": days, "threshold": asked})
            self.found.append(Flag("R003", Group.PROCESS, process.id, 1.0, evidence))
