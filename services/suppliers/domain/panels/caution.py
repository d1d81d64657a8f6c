"""Why a buyer does not ask a company for now: its own caution, never a public fact."""

from dataclasses import dataclass
from datetime import date
from typing import Self

from chassis.errors import NotFound, Unacceptable
from contracts.vocabulary import Siret, Text
from services.suppliers.domain.panels.keeper import Keeper

LONGEST_YEARS = 3
"""Years for which a past failure may count (CCP L2141-7, which looks at the three years before)."""


class CautionNotFound(NotFound):
    """This buyer has no caution about this supplier."""


class CautionOver(Unacceptable):
    """The last day of a caution has to lie ahead."""


class CautionTooLong(Unacceptable):
    """A past failure counts for three years at most."""


@dataclass(frozen=True)
class Caution:
    """An exclusion at the appreciation of one buyer (exclusion à l'appréciation de l'acheteur): CCP L2141-7 to -10.

    It is about a `company`, all its establishments, and ends by itself after `until`. Whether a candidate is excluded
    from a procedure is decided there, once it was heard (CCP L2141-11); this only keeps shortlists free of it.
    """

    buyer: Siret
    company: str
    reason: Text
    until: date
    since: date
    client: str

    @classmethod
    def given(cls, keeper: Keeper, company: str, reason: Text, *, until: date, today: date) -> Self:
        """A caution that counts from today on."""
        if until < today:
            raise CautionOver(until=until.isoformat())
        last = _years_after(today)
        if until > last:
            raise CautionTooLong(latest=last.isoformat(), article="CCP L2141-7")
        return cls(keeper.buyer, company, reason, until, today, keeper.client)


def _years_after(day: date) -> date:
    """The same day so many years later; of a leap day, the day before."""
    try:
        return day.replace(year=day.year + LONGEST_YEARS)
    except ValueError:
        return day.replace(year=day.year + LONGEST_YEARS, day=28)
