"""Past contracts as matching reads them: worked out when a supplier is indexed, for hundreds are judged at once."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple, Self

from contracts.vocabulary import Cpv, DepartmentCode, Siret

Days = Sequence[int]
"""Days of contracts, counted from the first of January of the year 1."""


class Award(NamedTuple):
    """A past contract that the supplier held, alone or with others; amounts in euros excluding VAT."""

    buyer: Siret
    on: date
    code: Cpv | None = None
    department: DepartmentCode | None = None
    amount: float | None = None


@dataclass(frozen=True, slots=True)
class Awards:
    """The contracts of a supplier, by what each part of a score asks of them; a code that is not told is empty.

    `last` is the day of the latest, 0 where there is none; `amounts` rise. `rows` gives them one by one.
    """

    last: int = 0
    by_code: Mapping[str, Days] = field(default_factory=dict)
    by_buyer: Mapping[str, Mapping[str, Days]] = field(default_factory=dict)
    departments: Sequence[str] = ()
    amounts: Sequence[float] = ()
    rows: Callable[[], Iterable[Award]] = field(default=tuple, compare=False)

    @classmethod
    def of(cls, awards: Iterable[Award]) -> Self:
        """What these contracts come to."""
        if not (rows := tuple(awards)):
            return cls()
        by_code: defaultdict[str, list[int]] = defaultdict(list)
        by_buyer: defaultdict[str, defaultdict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
        for one in rows:
            day, code = one.on.toordinal(), one.code or ""
            by_code[code].append(day)
            by_buyer[one.buyer][code].append(day)
        return cls(
            last=max(one.on.toordinal() for one in rows),
            by_code=by_code,
            by_buyer=by_buyer,
            departments=sorted({one.department for one in rows if one.department}),
            amounts=sorted(one.amount for one in rows if one.amount),
            rows=lambda: rows,
        )

    def before(self, day: int) -> "Awards":
        """Those that were notified before a day."""
        if self.last < day:
            return self
        return Awards.of(one for one in self.rows() if one.on.toordinal() < day)


NONE = Awards()
"""The record of whoever never won."""
