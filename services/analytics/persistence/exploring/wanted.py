"""What is looked for, as a condition on contracts."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from services.analytics.domain.search import words
from services.analytics.domain.slice import Basis
from services.analytics.persistence.exploring.columns import VALUES
from services.analytics.persistence.exploring.condition import Condition

_OF_HOLDERS = "contract_id IN (SELECT contract_id FROM holding WHERE company = $company)"

_SET_ASIDE = " OR ".join(f"list_contains($anomaly, aside_{value})" for value in VALUES)


@dataclass(frozen=True, kw_only=True)
class Search:
    """What is asked beyond the question of figures.

    Words; a holder among all; grades; rules that set a value aside; bounds of the value, EUR excluding VAT.
    """

    q: str | None = None
    company: str | None = None
    grade: tuple[str, ...] = ()
    anomaly: tuple[str, ...] = ()
    at_least: Decimal | None = None
    at_most: Decimal | None = None
    value: Basis = Basis.INITIAL

    def condition(self) -> Condition:
        """All of it at once."""
        return Condition.every(self._conditions())

    def _conditions(self) -> Iterator[Condition]:
        for place, word in enumerate(words(self.q or "")):
            yield Condition(f"contains(folded, $word{place})", {f"word{place}": word})
        if self.company:
            yield Condition(_OF_HOLDERS, {"company": self.company})
        if self.grade:
            yield Condition("list_contains($grade, grade)", {"grade": list(self.grade)})
        if self.anomaly:
            yield Condition(_SET_ASIDE, {"anomaly": list(self.anomaly)})
        if self.at_least is not None:
            yield Condition(f"{self.value} >= $at_least", {"at_least": self.at_least})
        if self.at_most is not None:
            yield Condition(f"{self.value} <= $at_most", {"at_most": self.at_most})
