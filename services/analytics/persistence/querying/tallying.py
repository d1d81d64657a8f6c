"""Figures of one grain over one slice, whole and by groups, as one query: one scan, and as little SQL as may be."""

from collections.abc import Mapping, Sequence
from datetime import date

from contracts.indicators import Computation
from services.analytics.domain.grain import Grain
from services.analytics.domain.slice import Dimension, Slice
from services.analytics.persistence.columns.look import Look, Row
from services.analytics.persistence.measures import measures
from services.analytics.persistence.measures.term import How, Term
from services.analytics.persistence.querying.aggregate import (
    ADDITIVE,
    BY_COMPANY,
    company_sums,
    total,
    total_of_companies,
    total_or_none,
)
from services.analytics.persistence.querying.condition import held, key, spoken
from services.analytics.persistence.querying.rendering import TODAY, Rendered, by, readings
from services.analytics.persistence.querying.tallies import Group, Parts, Tallies, tally

MOST_GROUPS = 5_000
"""Groups that one answer holds at most."""
_ROWS = Term()
_MANY = frozenset({Dimension.BUYER, Dimension.COMMUNE})
"""Dimensions of more values than one would add up here."""
_ADDED_UP = 2
"""Dimensions whose groups are few enough to be added up."""


class Tallying:
    """The query of some computations of one grain, and how its rows are read."""

    def __init__(
        self, grain: Grain, computations: Sequence[Computation], asked: Slice, by: Sequence[Dimension], today: date
    ) -> None:
        self._grain, self._asked, self._by = grain, asked, tuple(by)
        self._computations, self._today = computations, today
        self._groups = {f"group_{number}": key(one, asked.scope) for number, one in enumerate(by)}
        self._condition = held(asked)
        self._columns: dict[str, str] = {}
        self._of_companies: dict[str, tuple[str, Rendered]] = {}
        self._hows: dict[str, How] = {}
        self._rows = self._column(_ROWS, trusted=False)
        self._parts = [
            (self._located(computation, trusted=False), self._located(computation, trusted=True))
            for computation in computations
        ]

    async def ask(self, look: Look) -> list[Group]:
        """The whole, then its groups in the order of the dimensions, what is untold last."""
        sql = self.sql
        values = self._condition.values | ({"today": self._today} if TODAY in sql else {})
        rows = await look.rows(sql, values)
        if self._adds_up and not rows:
            return await Tallying(self._grain, self._computations, self._asked, (), self._today).ask(look)
        whole = [self._added(rows)] if self._adds_up else []
        return [self._group(row) for row in (*whole, *rows[: MOST_GROUPS + 1 - len(whole)])]

    async def cut_from(self, look: Look, found: int) -> int | None:
        """How many groups there are, where there are more than the ones that `ask` found beside the whole."""
        if found <= MOST_GROUPS:
            return None
        groups = ", ".join(self._groups.values())
        sql = f"SELECT count(*) FROM (SELECT {groups} FROM {self._held} GROUP BY {groups})"
        count: int = (await look.rows(sql, self._condition.values))[0][0]
        return count if count > MOST_GROUPS else None

    @property
    def sql(self) -> str:
        """The query: the groups, whether a row is of the whole, then every number."""
        groups = ", ".join(self._groups.values())
        if self._adds_up:
            return f"{self._told(groups, '0')} ORDER BY {self._order()}"
        told = self._told(f"GROUPING SETS ((), ({groups}))" if groups else "", _whole(self._groups))
        if self._of_companies:
            return self._joined(told)
        return f"{told} ORDER BY whole DESC, {self._order()} LIMIT {MOST_GROUPS + 1}" if groups else told

    def _order(self, of: str = "") -> str:
        return ", ".join(f"{of}{name} NULLS LAST" for name in self._groups)

    def _joined(self, told: str) -> str:
        """The same beside what is made company by company."""
        parts = [f"told AS ({told})", *(part for one in self._of_companies.values() for part in self._companies(*one))]
        order = ", ".join(("told.whole DESC", *([self._order("told.")] if self._groups else [])))
        return f"""
            WITH {", ".join(parts)}
            SELECT {"".join(f"told.{name}, " for name in self._groups)} told.whole, {", ".join(self._numbers())}
            FROM told {self._joins(list(self._groups))} ORDER BY {order} LIMIT {MOST_GROUPS + 1}
        """

    @property
    def _adds_up(self) -> bool:
        """Whether the whole is best had by adding up its groups: two sets of groups cost more to plan and to make."""
        is_short = 0 < len(self._by) <= _ADDED_UP and not _MANY & set(self._by)
        return is_short and not self._of_companies and ADDITIVE.issuperset(self._hows.values())

    def _told(self, grouped: str, whole: str) -> str:
        """The numbers of each group."""
        listed = "".join(f"{sql} AS {name}, " for name, sql in self._groups.items())
        numbers = ", ".join(f"{sql} AS {name}" for sql, name in self._columns.items())
        by = f" GROUP BY {grouped}" if grouped else ""
        return f"SELECT {listed}{whole} AS whole, {numbers} FROM {self._held}{by}"

    @property
    def _held(self) -> str:
        return f"derived.{self._grain} WHERE {self._condition.sql}"

    def _added(self, rows: Sequence[Row]) -> Row:
        """The row of the whole, of the rows of its groups."""
        count = len(self._by)
        columns = zip(*(row[count + 1 :] for row in rows), strict=True)
        return (*[None] * count, 1, *(sum(0 if one is None else one for one in column) for column in columns))

    def _names(self) -> list[str]:
        return [*self._columns.values(), *(name for name, _ in self._of_companies.values())]

    def _numbers(self) -> list[str]:
        of_companies = (total_or_none(rendered.term.how, name) for name, rendered in self._of_companies.values())
        return [*self._columns.values(), *of_companies]

    def _joins(self, groups: Sequence[str]) -> str:
        return " ".join(
            f"LEFT JOIN of_{name} ON of_{name}.whole = told.whole"
            + "".join(f" AND of_{name}.{group} IS NOT DISTINCT FROM told.{group}" for group in groups)
            for name, _ in self._of_companies.values()
        )

    def _located(self, computation: Computation, *, trusted: bool) -> Parts:
        known = measures(self._grain)
        behind = known[computation.denominator or computation.numerator]
        support = Term(behind.taken)
        return Parts(
            self._column(known[computation.numerator], trusted=trusted),
            self._column(known[computation.denominator], trusted=trusted) if computation.denominator else None,
            self._column(known[computation.coverage.known], trusted=trusted),
            self._column(known[computation.coverage.total], trusted=trusted),
            self._column(support, trusted=trusted),
        )

    def _column(self, term: Term, *, trusted: bool) -> str:
        rendered = by(readings(self._grain, self._asked, trusted=trusted), term)
        if term.how in BY_COMPANY:
            asked = f"{term.how} {rendered.taken} {rendered.of}"
            name = f"company_{len(self._of_companies)}"
            return self._of_companies.setdefault(asked, (name, rendered))[0]
        name = self._columns.setdefault(total(rendered), f"number_{len(self._columns)}")
        self._hows[name] = term.how
        return name

    def _companies(self, name: str, rendered: Rendered) -> list[str]:
        """The sums of each company, and what they come to in each group and in the whole."""
        groups = "".join(f"{group}, " for group in self._groups)
        listed = "".join(f"{sql} AS {group}, " for group, sql in self._groups.items())
        keys = ", ".join((*self._groups.values(), "company"))
        sets = f"GROUPING SETS ((company), ({keys}))" if self._groups else "company"
        sums = f"""
            SELECT {listed}{_whole(self._groups)} AS whole, {company_sums(rendered)} FROM {self._held}
            AND {rendered.taken} GROUP BY {sets}
        """
        totals = (
            f"SELECT {groups}whole, {total_of_companies(rendered.term.how)} AS {name} FROM sums_{name} GROUP BY ALL"
        )
        return [f"sums_{name} AS ({sums})", f"of_{name} AS ({totals})"]

    def _group(self, row: Row) -> Group:
        count = len(self._by)
        keys = tuple(spoken(dimension, found) for dimension, found in zip(self._by, row[:count], strict=True))
        whole = bool(row[count])
        numbers = dict(zip(self._names(), row[count + 1 :], strict=True))
        numbers |= {name: 0 for name, how in self._hows.items() if how is How.COUNT and numbers[name] is None}
        tallies = tuple(
            Tallies(tally(declared, numbers, self._rows), tally(trusted, numbers, self._rows))
            for declared, trusted in self._parts
        )
        return Group(None if whole else keys, tallies)


def _whole(groups: Mapping[str, str]) -> str:
    """SQL that is 1 in the row of the whole."""
    return next((f"grouping({sql})" for sql in groups.values()), "1")
