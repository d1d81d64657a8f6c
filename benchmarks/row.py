"""A row of the table: one path of ours, beside its limit."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Self

from benchmarks.goal import Goal
from benchmarks.sample import Sample, middle, ratio


@dataclass(frozen=True)
class Row:
    """What was measured of one path; `beside` names its limit, `size` the data it was measured on."""

    what: str
    size: str
    unit: str
    ours: Sample
    limit: Sample | None = None
    beside: str = ""
    ratio: float | None = None
    goals: tuple[Goal, ...] = ()
    facts: dict[str, float] = field(default_factory=dict)
    """Figures of this row alone, by name; a goal may bound them."""

    @classmethod
    def compared(
        cls, what: str, ours: Sequence[Sample], limit: Sequence[Sample], beside: str, *goals: Goal, size: str, unit: str
    ) -> Self:
        """Our slices beside those of the limit, of the same rounds."""
        return cls(what, size, unit, middle(ours), middle(limit), beside, ratio(ours, limit), goals)

    def figure(self, name: str) -> float | None:
        """A figure by the name that goals use; None where it was not measured."""
        spread = self.ours.spread
        known: dict[str, float | None] = {"ours": self.ours.rate, "ratio": self.ratio, "cpu": self.ours.cpu}
        known |= asdict(spread) if spread else {}
        return self.facts.get(name, known.get(name))

    def verdicts(self) -> list[tuple[Goal, bool | None]]:
        """Each goal, and whether it is met."""
        return [(goal, goal.is_met(self.figure)) for goal in self.goals]

    def document(self) -> dict[str, Any]:
        """The row for the file of results."""
        goals = [{"goal": goal.text, "met": met} for goal, met in self.verdicts()]
        return {**asdict(self), "goals": goals}
