"""A supplier as matching sees it."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from contracts.vocabulary import Cpv, Place, SizeClass
from services.suppliers.domain.matching.awards import NONE, Awards


class Offer(NamedTuple):
    """An activity with its own coverage: a CPV code, and the départements served where the supplier said so."""

    code: Cpv
    departments: frozenset[str] = frozenset()
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class Candidate:
    """What a match depends on; `capacity` is the largest contract it can carry, in euros."""

    id: str
    name: str
    place: Place | None = None
    size: SizeClass | None = None
    offers: tuple[Offer, ...] = ()
    awards: Awards = NONE
    capacity: Decimal | None = None
    seen_on: date | None = None

    def is_known_to(self, buyer: str | None) -> bool:
        """Whether it held a contract of this buyer."""
        return self.awards.rows.are_of(buyer)

    def before(self, day: date) -> "Candidate":
        """The supplier as it was known before a day: of what came on it or later nothing is told."""
        awards, seen_on = self.awards.before(day.toordinal()), self.seen_on
        if seen_on and seen_on >= day:
            seen_on = None
        if awards is self.awards and seen_on is self.seen_on:
            return self
        return replace(self, awards=awards, seen_on=seen_on)
