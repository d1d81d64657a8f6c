"""What may be asked of a figure, and which rows an answer looks at."""

from dataclasses import dataclass, fields
from datetime import date, timedelta
from typing import Any

from tests.component.analytics.naive.durations import months_after
from tests.component.analytics.naive.ledger import Json

FILTERS = (
    "buyer",
    "department",
    "area",
    "procedure",
    "nature",
    "technique",
    "cpv",
    "place",
    "commune",
    "size",
    "territory",
)


@dataclass(frozen=True)
class Question:
    """A question as a caller asks it; a filter without values takes everything."""

    period: str = "all"
    buyer: tuple[str, ...] = ()
    department: tuple[str, ...] = ()
    area: tuple[str, ...] = ()
    procedure: tuple[str, ...] = ()
    nature: tuple[str, ...] = ()
    technique: tuple[str, ...] = ()
    cpv: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    commune: tuple[str, ...] = ()
    size: tuple[str, ...] = ()
    territory: tuple[str, ...] = ()
    scope: str = "with-mandataries"
    value: str = "initial"
    subsequent: bool = False
    window: str = "48"
    variant: str = "any"
    reading: str = "establishment"
    as_of: date | None = None
    as_known_on: date | None = None

    @property
    def parameters(self) -> dict[str, Any]:
        """As a query; what is as by default is not said."""
        said = {one.name: getattr(self, one.name) for one in fields(self) if getattr(self, one.name) != one.default}
        return {name: _written(value) for name, value in said.items()}

    def takes(self, row: Json, today: date) -> bool:
        """Whether a row is in the slice."""
        if row["subsequent"] and not self.subsequent and "subsequent" not in self.technique:
            return False
        return self._in_period(row["day"], today) and all(self._filtered(row))

    def _in_period(self, day: date | None, today: date) -> bool:
        if self.period == "all":
            return True
        if self.period == "undated":
            return day is None
        first, last = days_of(self.period, today)
        return day is not None and first <= day <= last

    def _filtered(self, row: Json) -> list[bool]:
        whose = row["principal"] if self.scope == "with-mandataries" else row["buyer"]
        shown = {**{name: row[name] for name in FILTERS}, "buyer": whose}
        return [_is_one_of(name, shown[name], given) for name in FILTERS if (given := getattr(self, name))]


def _is_one_of(name: str, shown: str | None, given: tuple[str, ...]) -> bool:
    """`none` is what is not told; codes of the CPV are asked for by their beginnings."""
    if shown is None:
        return "none" in given
    return shown.startswith(tuple(one for one in given if one != "none")) if name == "cpv" else shown in given


def _written(value: Any) -> Any:
    if isinstance(value, tuple):
        return list(value)
    return str(value).lower() if isinstance(value, bool) else str(value)


def days_of(period: str, today: date) -> tuple[date, date]:
    """First and last day of a year, a quarter, a month, of days, or of the twelve months before this one."""
    if ".." in period:
        first, last = map(date.fromisoformat, period.split(".."))
        return first, last
    day = timedelta(days=1)
    if period == "rolling-12":
        end = today.replace(day=1)
        return months_after(end, -12), end - day
    year, _, rest = period.partition("-")
    if not rest:
        return date(int(year), 1, 1), date(int(year), 12, 31)
    months = 3 if rest.startswith("Q") else 1
    first = date(int(year), 3 * int(rest[1]) - 2 if months == 3 else int(rest), 1)
    return first, months_after(first, months) - day
