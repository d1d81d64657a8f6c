"""A supplier as matching sees it."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from contracts.vocabulary import Cpv, DepartmentCode, Place, Siret, SizeClass


class Award(NamedTuple):
    """A past contract that the supplier held, alone or with others; amounts in euros excluding VAT."""

    buyer: Siret
    on: date
    code: Cpv | None = None
    department: DepartmentCode | None = None
    amount: float | None = None


class Offer(NamedTuple):
    """An activity with its own coverage: a CPV code, and the départements served where the supplier said so."""

    code: Cpv
    departments: frozenset[str] = frozenset()
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class Candidate:
    """What a match depends on; `awards` from the oldest, `capacity` is the largest contract it can carry, in euros."""

    id: str
    name: str
    place: Place | None = None
    size: SizeClass | None = None
    offers: tuple[Offer, ...] = ()
    awards: tuple[Award, ...] = ()
    capacity: Decimal | None = None
    seen_on: date | None = None

    def is_known_to(self, buyer: str | None) -> bool:
        """Whether it held a contract of this buyer."""
        return buyer is not None and any(award.buyer == buyer for award in self.awards)

    def before(self, day: date) -> "Candidate":
        """The supplier as it was known before a day: of what came on it or later nothing is told."""
        if (not self.awards or self.awards[-1].on < day) and (self.seen_on is None or self.seen_on < day):
            return self
        seen_on = self.seen_on if self.seen_on and self.seen_on < day else None
        return replace(self, awards=tuple(award for award in self.awards if award.on < day), seen_on=seen_on)
