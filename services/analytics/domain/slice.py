"""The one object that every question to the observatory becomes: which contracts, and by which of their values."""

from dataclasses import dataclass
from enum import StrEnum

from services.analytics.domain.period import Period


class Basis(StrEnum):
    """Which value of a contract is summed, EUR excluding VAT: at notification, estimated, or after modifications."""

    INITIAL = "initial"
    PLANNED = "planned"
    CURRENT = "current"


class Dimension(StrEnum):
    """What a figure can be broken down by."""

    YEAR = "year"
    DEPARTMENT = "department"
    AREA = "area"
    CPV = "cpv"
    PROCEDURE = "procedure"
    NATURE = "nature"
    TECHNIQUE = "technique"


@dataclass(frozen=True)
class Slice:
    """A set of contracts: all that were notified in the period and bear one of the values of every filter given.

    Subsequent contracts (marchés subséquents) are left out unless asked for by `subsequent` or by technique.
    """

    period: Period
    buyer: tuple[str, ...] = ()
    department: tuple[str, ...] = ()
    area: tuple[str, ...] = ()
    procedure: tuple[str, ...] = ()
    nature: tuple[str, ...] = ()
    technique: tuple[str, ...] = ()
    cpv: tuple[str, ...] = ()
    """Prefixes of CPV codes, two digits for a division."""
    value: Basis = Basis.INITIAL
    subsequent: bool = False

    @property
    def filters(self) -> dict[str, list[str]]:
        """The filters that were given."""
        names = ("buyer", "department", "area", "procedure", "nature", "technique", "cpv")
        return {name: list(getattr(self, name)) for name in names if getattr(self, name)}

    @property
    def only_buyer(self) -> str | None:
        """The buyer, where the slice is of one."""
        return self.buyer[0] if len(self.buyer) == 1 else None
