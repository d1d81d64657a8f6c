"""Figures of one grain over one slice, whole and by groups, as one query: one scan, each expression once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from contracts.indicators import Computation
from services.analytics.domain.figure import Tally
from services.analytics.domain.grain import Grain
from services.analytics.domain.slice import Dimension, Slice
from services.analytics.persistence.columns.look import Look, Row
from services.analytics.persistence.measures import measures
from services.analytics.persistence.measures.term import Term
from services.analytics.persistence.querying.aggregate import (
    BY_COMPANY,
    company_sums,
    total,
    total_of_companies,
    total_or_none,
)
from services.analytics.persistence.querying.condition import held, key
from services.analytics.persistence.querying.rendering import TODAY, Rendered, by, readings

MOST_GROUPS = 5_000
"""Groups that one answer holds at most."""
_ROWS = Term()
_WITH_COMPANIES = frozenset({Grain.HOLDING, Grain.PAYMENT})
"""Grains of which numbers are made company by company, each with its turnover."""


@dataclass(frozen=True)
class Tallies:
    """What was counted for one computation, by declared and by trusted values; the same where it reads none."""

    declared: Tally
    trusted: Tally


@dataclass(frozen=True)
class Group:
    """The tallies of one group, in the order of the computations; `keys` is None of the whole."""

    keys: tuple[str | None, ...] | None
    tallies: tuple[Tallies, ...]


@dataclass(frozen=True)
class _Parts:
    """Where the parts of a tally stand in a row."""

    numerator: str
    denominator: str | None
    known: str
    total: str
    support: str


class Tallying:
    """The query of some computations of one grain, and how its rows are read."""

    def __init__(
        self, grain: Grain, computations: Sequence[Computation], asked: Slice, by: Sequence[Dimension], today: date
    ) -> None:
        self._grain, self._asked, self._by = grain, asked, tuple(by)
        self._today = today
        self._readings: dict[str, str] = {}
        self._read_of_rows: dict[str, str] = {}
        self._columns: dict[str, str] = {}
        self._of_companies: dict[str, tuple[str, Rendered]] = {}
        self._rows = self._column(_ROWS, trusted=False)
        self._parts = [
            (self._located(computation, trusted=False), self._located(computation, trusted=True))
            for computation in computations
        ]

    async def ask(self, look: Look) -> list[Group]:
        """The whole, then its groups in the order of the dimensions, what is untold last."""
        condition, sql = held(self._asked), self.sql
        values = condition.values | ({"today": self._today} if TODAY in sql else {})
        return [self._group(row) for row in await look.rows(sql, values)]

    @property
    def sql(self) -> str:
        """The query: the groups, whether a row is of the whole, then every number."""
        groups = [f"group_{number}" for number in range(len(self._by))]
        read = {**dict(zip(groups, (key(one, self._asked.scope) for one in self._by), strict=True)), **self._rows_read}
        sliced = ", ".join(f"{sql} AS {name}" for name, sql in read.items())
        listed = "".join(f"{name}, " for name in groups)
        numbers = ", ".join(f"{sql} AS {name}" for sql, name in self._columns.items())
        parts = [
            f"sliced AS NOT MATERIALIZED (SELECT {sliced} FROM ({self._read}) AS held)",
            f"told AS (SELECT {listed}{_whole(groups)} AS whole, {numbers} FROM sliced {_sets(groups)})",
            *(part for one in self._of_companies.values() for part in _companies(*one, groups)),
        ]
        order = "".join(f", told.{name} NULLS LAST" for name in groups)
        return f"""
            WITH {", ".join(parts)}
            SELECT {"".join(f"told.{name}, " for name in groups)} told.whole, {", ".join(self._told())}
            FROM told {self._joins(groups)} ORDER BY told.whole DESC{order} LIMIT {MOST_GROUPS + 1}
        """

    @property
    def _rows_read(self) -> dict[str, str]:
        """What is worked out of each row, once however many numbers are made of it."""
        own = ("company", "turnover") if self._grain in _WITH_COMPANIES else ()
        whose = {name: name for name in own if self._of_companies}
        return whose | {name: sql for sql, name in self._read_of_rows.items()}

    def _names(self) -> list[str]:
        return [*self._columns.values(), *(name for name, _ in self._of_companies.values())]

    def _told(self) -> list[str]:
        of_companies = (total_or_none(rendered.term.how, name) for name, rendered in self._of_companies.values())
        return [*self._columns.values(), *of_companies]

    def _joins(self, groups: Sequence[str]) -> str:
        return " ".join(
            f"LEFT JOIN of_{name} ON of_{name}.whole = told.whole"
            + "".join(f" AND of_{name}.{group} IS NOT DISTINCT FROM told.{group}" for group in groups)
            for name, _ in self._of_companies.values()
        )

    def _located(self, computation: Computation, *, trusted: bool) -> _Parts:
        known = measures(self._grain)
        behind = known[computation.denominator or computation.numerator]
        support = Term(behind.taken)
        return _Parts(
            self._column(known[computation.numerator], trusted=trusted),
            self._column(known[computation.denominator], trusted=trusted) if computation.denominator else None,
            self._column(known[computation.coverage.known], trusted=trusted),
            self._column(known[computation.coverage.total], trusted=trusted),
            self._column(support, trusted=trusted),
        )

    def _column(self, term: Term, *, trusted: bool) -> str:
        rendered = self._by_name(by(self._readings_of(term, trusted=trusted), term))
        if term.how in BY_COMPANY:
            asked = f"{term.how} {rendered.taken} {rendered.of}"
            name = f"company_{len(self._of_companies)}"
            return self._of_companies.setdefault(asked, (name, rendered))[0]
        return self._columns.setdefault(total(rendered), f"number_{len(self._columns)}")

    @property
    def _read(self) -> str:
        """The rows of the slice, with the readings that terms name."""
        named = "".join(f", {sql} AS {name}" for sql, name in self._readings.items())
        return f"SELECT *{named} FROM derived.{self._grain} WHERE {held(self._asked).sql}"

    def _readings_of(self, term: Term, *, trusted: bool) -> dict[str, str]:
        """Names of the readings that a term holds: each is worked out once for all terms."""
        said, named = f"{term.taken} {term.of}", {}
        for name, sql in readings(self._grain, self._asked, trusted=trusted).items():
            if f"{{{name}}}" in said:
                named[name] = self._readings.setdefault(sql, f"reading_{len(self._readings)}")
        return named

    def _by_name(self, rendered: Rendered) -> Rendered:
        """The same term over what is worked out of each row."""
        return Rendered(self._named(rendered.taken), rendered.of and self._named(rendered.of), rendered.term)

    def _named(self, sql: str) -> str:
        return self._read_of_rows.setdefault(sql, f"read_{len(self._read_of_rows)}")

    def _group(self, row: Row) -> Group:
        count = len(self._by)
        keys, whole = tuple(row[:count]), bool(row[count])
        numbers = dict(zip(self._names(), row[count + 1 :], strict=True))
        tallies = tuple(
            Tallies(_tally(declared, numbers, self._rows), _tally(trusted, numbers, self._rows))
            for declared, trusted in self._parts
        )
        return Group(None if whole else keys, tallies)


def _companies(name: str, rendered: Rendered, groups: Sequence[str]) -> list[str]:
    """The sums of each company, and what they come to in each group and in the whole."""
    listed = "".join(f"{group}, " for group in groups)
    sets = f"GROUPING SETS ((company), ({listed}company))" if groups else "company"
    sums = f"""
        SELECT {listed}{_whole(groups)} AS whole, {company_sums(rendered)} FROM sliced
        WHERE {rendered.taken} GROUP BY {sets}
    """
    totals = f"SELECT {listed}whole, {total_of_companies(rendered.term.how)} AS {name} FROM sums_{name} GROUP BY ALL"
    return [f"sums_{name} AS ({sums})", f"of_{name} AS ({totals})"]


def _whole(groups: Sequence[str]) -> str:
    """SQL that is 1 in the row of the whole."""
    return "grouping(group_0)" if groups else "1"


def _sets(groups: Sequence[str]) -> str:
    return f"GROUP BY GROUPING SETS ((), ({', '.join(groups)}))" if groups else ""


def _tally(parts: _Parts, numbers: dict[str, Any], rows: str) -> Tally:
    return Tally(
        numerator=_number(numbers[parts.numerator]),
        denominator=None if parts.denominator is None else _number(numbers[parts.denominator]),
        known=_number(numbers[parts.known]) or Decimal(0),
        total=_number(numbers[parts.total]) or Decimal(0),
        support=numbers[parts.support],
        rows=numbers[rows],
    )


def _number(found: Any) -> Decimal | None:
    """What SQL gives as an exact number; of what is not exact, six digits after the point."""
    if found is None:
        return None
    return Decimal(str(round(found, 6))) if isinstance(found, float) else Decimal(found)
