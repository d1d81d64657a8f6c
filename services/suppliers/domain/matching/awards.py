"""Past contracts as matching reads them: worked out when a supplier is indexed, for hundreds are judged at once."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple, Protocol, Self

from contracts.vocabulary import Cpv, DepartmentCode, Siret


class Award(NamedTuple):
    """A past contract that the supplier held, alone or with others; amounts in euros excluding VAT."""

    buyer: Siret
    on: date
    code: Cpv | None = None
    department: DepartmentCode | None = None
    amount: float | None = None


class Rows(Protocol):
    """Contracts one by one."""

    def all(self) -> Sequence[Award]:
        """Every one."""

    def of(self, buyer: str | None) -> Sequence[Award]:
        """Those of a buyer; most suppliers have none, which should cost nothing to find."""

    def are_of(self, buyer: str | None) -> bool:
        """Whether some are of a buyer."""


class Told(tuple[Award, ...]):
    """Contracts that are at hand."""

    __slots__ = ()

    def all(self) -> Sequence[Award]:
        """Every one."""
        return self

    def of(self, buyer: str | None) -> Sequence[Award]:
        """Those of a buyer."""
        return [one for one in self if one.buyer == buyer]

    def are_of(self, buyer: str | None) -> bool:
        """Whether some are of a buyer."""
        return any(one.buyer == buyer for one in self)


@dataclass(frozen=True, slots=True)
class Awards:
    """The contracts of a supplier, by what the parts of a score ask of them.

    `last` is the day of the latest, 0 where there is none, and `by_code` the days by code (empty where none is told):
    days count from the first of January of the year 1. `amounts` rise.
    """

    last: int = 0
    by_code: Mapping[str, Sequence[int]] = field(default_factory=dict)
    departments: Sequence[str] = ()
    amounts: Sequence[float] = ()
    rows: Rows = field(default=Told(), compare=False)

    @classmethod
    def of(cls, awards: Iterable[Award]) -> Self:
        """What these contracts come to."""
        if not (rows := Told(awards)):
            return cls()
        by_code: defaultdict[str, list[int]] = defaultdict(list)
        for one in rows:
            by_code[one.code or ""].append(one.on.toordinal())
        return cls(
            last=max(one.on for one in rows).toordinal(),
            by_code=by_code,
            departments=sorted({one.department for one in rows if one.department}),
            amounts=sorted(one.amount for one in rows if one.amount),
            rows=rows,
        )

    def before(self, day: int) -> "Awards":
        """Those that were notified before a day."""
        if self.last < day:
            return self
        return Awards.of(one for one in self.rows.all() if one.on.toordinal() < day)


NONE = Awards()
"""The record of whoever never won."""
