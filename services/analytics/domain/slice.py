"""The one object that every question to the observatory becomes: which rows, and by which of their readings."""

from dataclasses import dataclass
from enum import StrEnum

from services.analytics.domain.period import Period

UNTOLD = "none"
"""The value of a filter that takes the rows which do not tell the dimension."""
WINDOW_MONTHS = 48
"""A holder is a first-time awardee if it had no contract of the scope in as many months before."""


class Basis(StrEnum):
    """Which value of a contract is summed, EUR excluding VAT: notified, estimated, after modifications, or paid."""

    INITIAL = "initial"
    PLANNED = "planned"
    CURRENT = "current"
    PAID = "paid"


class Scope(StrEnum):
    """Whose contracts are a buyer's: those bought for it, by mandataries too (CCP L2422-5), or those it buys."""

    WITH_MANDATARIES = "with-mandataries"
    OWN = "own"


class Variant(StrEnum):
    """Whose history makes a contract a first-time award: that of any of its holders, or of its lead alone."""

    ANY = "any"
    LEAD = "lead"


class Reading(StrEnum):
    """Where a holder is: at the establishment that holds the contract, or at its head office (siège social)."""

    ESTABLISHMENT = "establishment"
    HEAD_OFFICE = "head-office"


class Dimension(StrEnum):
    """What figures can be broken down by."""

    YEAR = "year"
    QUARTER = "quarter"
    MONTH = "month"
    BUYER = "buyer"
    DEPARTMENT = "department"
    AREA = "area"
    CPV = "cpv"
    PROCEDURE = "procedure"
    NATURE = "nature"
    TECHNIQUE = "technique"
    PLACE = "place"
    COMMUNE = "commune"
    SIZE = "size"
    TERRITORY = "territory"


TIMES = frozenset({Dimension.YEAR, Dimension.QUARTER, Dimension.MONTH})
"""Dimensions that make a series."""
FILTERS = tuple(dimension.value for dimension in Dimension if dimension not in TIMES)
"""Dimensions that a slice may take some values of."""
Values = tuple[str, ...]


@dataclass(frozen=True)
class Slice:
    """A set of rows: all of the period that bear one of the values of every filter given; `none` is what is untold.

    Subsequent contracts (marchés subséquents) are left out unless asked for by `subsequent` or by technique. `window`
    is in months, None for all history.
    """

    period: Period
    buyer: Values = ()
    department: Values = ()
    area: Values = ()
    procedure: Values = ()
    nature: Values = ()
    technique: Values = ()
    cpv: Values = ()
    """Prefixes of CPV codes, two digits for a division."""
    place: Values = ()
    """French départements of the lead holder or bidder."""
    commune: Values = ()
    size: Values = ()
    territory: Values = ()
    scope: Scope = Scope.WITH_MANDATARIES
    value: Basis = Basis.INITIAL
    subsequent: bool = False
    window: int | None = WINDOW_MONTHS
    variant: Variant = Variant.ANY
    reading: Reading = Reading.ESTABLISHMENT

    @property
    def filters(self) -> dict[str, list[str]]:
        """The filters that were given."""
        return {name: list(getattr(self, name)) for name in FILTERS if getattr(self, name)}

    @property
    def only_buyer(self) -> str | None:
        """The buyer, where the slice is of one."""
        return self.buyer[0] if len(self.buyer) == 1 and self.buyer[0] != UNTOLD else None
