"""How complete the records of a department are in a year, as the observatory tells it (complétude)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import get_args
from uuid import NAMESPACE_URL, UUID, uuid5

from chassis.aggregate import Aggregate
from contracts.observatory import DataQualityGraded, Grade

GRADES: tuple[Grade, ...] = get_args(Grade)
OWED = 0.8
"""A field that a smaller part of the records fills is owed: figures made from it cannot be relied on."""


@dataclass(frozen=True)
class Records:
    """The contracts of a department notified in a year: how many bear each grade, and fill each of the ten fields."""

    department: str
    year: int
    contracts: int
    grades: Mapping[str, int]
    filled: Mapping[str, int]

    @property
    def grade(self) -> Grade:
        """The best grade that at least half of the records reach."""
        reached = 0
        for grade in GRADES:
            reached += self.grades.get(grade, 0)
            if 2 * reached >= self.contracts:
                return grade
        return GRADES[-1]

    @property
    def missing(self) -> tuple[str, ...]:
        """The fields that it owes, in the order of the ten."""
        return tuple(name for name, filled in self.filled.items() if filled < OWED * self.contracts)


@dataclass(kw_only=True, eq=False)
class DepartmentGrade(Aggregate):
    """The grade of one department in one year; `said` is what was last told of it."""

    id: UUID
    year: int
    said: DataQualityGraded | None = None
    version: int = 0

    @property
    def key(self) -> str:
        """Grades of a department keep their order."""
        return self.said.department if self.said else str(self.id)

    def judge(self, records: Records, at: datetime) -> None:
        """Tell a grade, or owed fields, that changed."""
        if self.said and (self.said.grade, self.said.missing) == (records.grade, records.missing):
            return
        self.said = DataQualityGraded(
            department=records.department,
            year=records.year,
            grade=records.grade,
            before=self.said.grade if self.said else None,
            contracts=records.contracts,
            missing=records.missing,
        )
        self.tell(self.said, at)


def grade_id(department: str, year: int) -> UUID:
    """The identity of the grade of a department in a year."""
    return uuid5(NAMESPACE_URL, f"grade {department} {year}")
