"""Telling how complete the records of departments are, as facts come."""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from chassis.chore import Chore
from chassis.persistence import Database
from contracts.calendar import PARIS
from services.analytics.application.asking import Asker, positions_of
from services.analytics.domain.department_grade import DepartmentGrade, Records, grade_id
from services.analytics.persistence.own.publications import Mark
from services.analytics.persistence.own.unit_of_work import OwnUnitOfWork

GRADES = "grades"
PAUSE_SECONDS = 5.0


@dataclass(frozen=True)
class Quality:
    """The records of the departments of a year, and how many facts of each topic they were counted from."""

    records: Sequence[Records]
    positions: dict[str, int]


class Registers(Protocol):
    """Where it is known how complete records are."""

    async def quality(self, year: int) -> Quality:
        """The records of a year, as they stand now."""


class AskedRegisters:
    """What `/observatory/quality` answers."""

    def __init__(self, asker: Asker) -> None:
        self._asker = asker

    async def quality(self, year: int) -> Quality:
        """The records of a year, of departments that are named; raises `httpx.HTTPError`."""
        said = await self._asker.ask("/observatory/quality", {"period": str(year)})
        records = [_records(one, year) for one in said["departments"] if one["department"]]
        return Quality(records, positions_of(said["positions"]))


def grading(registers: Registers) -> Chore:
    """What a worker does for grades, time and again; it rests as long as it worked."""

    async def act(database: Database) -> None:
        began = time.monotonic()
        if await publish_grades(database, registers):
            await asyncio.sleep(time.monotonic() - began)

    return Chore("grading of records", PAUSE_SECONDS, act)


async def publish_grades(database: Database, registers: Registers) -> bool:
    """Tell the grades that changed, of this year and of every year graded before; whether there was anything to see."""
    async with OwnUnitOfWork(database) as uow:
        now = database.clock.now().astimezone(PARIS)
        if not await uow.publications.alone(GRADES):
            return False
        last = await uow.publications.mark(GRADES)
        present = Mark(await uow.publications.applied(), now.date(), 0)
        if last == present or (last and present.is_behind(last)):
            return False
        known = await uow.publications.grades()
        found = [await registers.quality(year) for year in sorted({now.year, *(one.year for one in known.values())})]
        reached = present.reached_by([one.positions for one in found])
        if last and reached.is_behind(last):
            return False
        for records in (one for quality in found for one in quality.records):
            identity = grade_id(records.department, records.year)
            grade = known.get(identity) or DepartmentGrade(id=identity, year=records.year)
            grade.judge(records, now)
            uow.publications.add([grade])
        await uow.publications.set_mark(GRADES, reached)
    return True


def _records(said: dict[str, Any], year: int) -> Records:
    filled = {field["field"]: field["filled"] for field in said["fields"] if field["graded"]}
    return Records(said["department"], year, said["contracts"], said["grades"], filled)
