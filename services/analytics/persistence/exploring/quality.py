"""How complete and how plausible the records are, by department."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from services.analytics.domain.field import FIELDS
from services.analytics.persistence.exploring.columnar import Columnar
from services.analytics.persistence.exploring.columns import VALUES
from services.analytics.persistence.exploring.condition import Condition

_FILLED = {
    "holders.size": "size IS NOT NULL",
    "holders.place": "known_place",
    "clauses": "social IS NOT NULL",
}
GRADES = ("A", "B", "C", "D", "E")


@dataclass(frozen=True)
class Completeness:
    """The contracts of a department (None where it is not told): how many bear each grade, and fill each field."""

    department: str | None
    contracts: int
    grades: Mapping[str, int]
    filled: Mapping[str, int]


async def completeness(columnar: Columnar, wanted: Condition) -> Sequence[Completeness]:
    """The whole first, with no department at all, then each department."""
    grades = ", ".join(f"count(*) FILTER (grade = '{grade}')" for grade in GRADES)
    fields = ", ".join(f"count(*) FILTER ({_filled(name)})" for name in FIELDS)
    query = f"""
        SELECT department, count(*), {grades}, {fields} FROM contract WHERE {wanted.sql}
        GROUP BY GROUPING SETS ((), (department)) ORDER BY grouping(department) DESC, department NULLS LAST
    """
    return [
        Completeness(row[0], row[1], dict(zip(GRADES, row[2:7], strict=True)), dict(zip(FIELDS, row[7:], strict=True)))
        for row in await columnar.rows(query, wanted.values)
    ]


def _filled(name: str) -> str:
    if name in _FILLED:
        return _FILLED[name]
    return f"NOT list_contains(lacking, '{name}')" if FIELDS[name].graded else f"{name} IS NOT NULL"


async def set_aside(columnar: Columnar, wanted: Condition) -> Sequence[tuple[str, str, int]]:
    """How many values of each kind each rule sets aside, as (value, rule, contracts)."""
    query = " UNION ALL ".join(
        f"SELECT '{value}' AS value, aside_{value} AS rule, count(*) FROM contract "
        f"WHERE ({wanted.sql}) AND aside_{value} IS NOT NULL GROUP BY rule"
        for value in VALUES
    )
    return [(row[0], row[1], row[2]) for row in await columnar.rows(f"{query} ORDER BY ALL", wanted.values)]
