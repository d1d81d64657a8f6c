"""Past contracts as matching reads them: column by column, because thousands are looked at for one need."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple, Self

from contracts.vocabulary import Cpv, DepartmentCode, Siret


class Award(NamedTuple):
    """A past contract that the supplier held, alone or with others; amounts in euros excluding VAT."""

    buyer: Siret
    on: date
    code: Cpv | None = None
    department: DepartmentCode | None = None
    amount: float | None = None


class Awards(NamedTuple):
    """The contracts of a supplier from the oldest; `days` count from the first of January of the year 1."""

    buyers: tuple[str, ...] = ()
    days: tuple[int, ...] = ()
    codes: tuple[str | None, ...] = ()
    departments: tuple[str | None, ...] = ()
    amounts: tuple[float | None, ...] = ()

    @classmethod
    def of(cls, awards: Iterable[Award]) -> Self:
        """The columns of these contracts, which come from the oldest."""
        rows = [(each.buyer, each.on.toordinal(), *each[2:]) for each in awards]
        return cls(*zip(*rows, strict=True)) if rows else cls()

    def rows(self) -> Iterator[Award]:
        """One by one."""
        for buyer, day, code, department, amount in zip(*self, strict=True):
            yield Award(buyer, date.fromordinal(day), code, department, amount)

    def before(self, day: int) -> "Awards":
        """Those that were notified before a day."""
        if not self.days or self.days[-1] < day:
            return self
        end = bisect_left(self.days, day)
        buyers, days, codes, departments, amounts = self
        return Awards(buyers[:end], days[:end], codes[:end], departments[:end], amounts[:end])


NONE = Awards()
"""The record of whoever never won."""
