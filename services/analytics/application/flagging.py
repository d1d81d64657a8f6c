"""Raising red flags, and clearing them, as facts come: year by year, by fences that were frozen before."""

import asyncio
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from chassis.chore import Chore
from chassis.failpoints import failpoint
from chassis.persistence import Database
from contracts.calendar import PARIS
from services.analytics.domain.finding import Finding, Frozen, fences_of, findings, merged
from services.analytics.domain.red_flag import RedFlag
from services.analytics.persistence.competitions import Competition, Competitions
from services.analytics.persistence.own.publications import Mark
from services.analytics.persistence.own.unit_of_work import OwnUnitOfWork

PAUSE_SECONDS = 5.0
REST = 4
"""For how many times as long as it worked it rests: flags can wait, figures cannot."""

OPEN, FROZEN = 0, 1
"""Whether the fences of a year are frozen."""


def flagging() -> Chore:
    """What a worker does for red flags, time and again."""

    async def act(database: Database) -> None:
        began = time.monotonic()
        if await raise_flags(database):
            await asyncio.sleep(REST * (time.monotonic() - began))

    return Chore("raising of red flags", PAUSE_SECONDS, act)


async def raise_flags(database: Database) -> int:
    """Look again at each year of which something was told, or of the year before; how many years that were."""
    rows = await Competitions(database.reads).years()
    return sum([await _look_at(database, year, rows) for year in rows])


async def _look_at(database: Database, year: int, rows: Mapping[int, int]) -> bool:
    """Raise and clear the flags of a year; not where less is told than before, as while a projection is built anew."""
    name = f"flags {year}"
    async with OwnUnitOfWork(database) as uow:
        if not await uow.publications.alone(name):
            return False
        last = await uow.publications.mark(name)
        present = Mark({"rows": rows[year], "before": rows.get(year - 1, 0)}, date(year, 1, 1), FROZEN)
        if last == present or (last and present.is_behind(last)):
            return False
        now = database.clock.now().astimezone(PARIS)
        is_quiet = last is not None and last.positions == present.positions
        fences, settings = await _fences(uow, database, year, now, is_quiet=is_quiet)
        of_year, known = await Competitions(database.reads).of_year(year), await uow.flags.of_year(year)
        uow.flags.add(_judge(year, of_year, fences, known, now))
        await uow.publications.set_mark(name, replace(present, settings=settings))
        await uow.flush()
        failpoint("flags.told")
    return True


async def _fences(
    uow: OwnUnitOfWork, database: Database, year: int, now: datetime, *, is_quiet: bool
) -> tuple[Sequence[Frozen], int]:
    """The fences for a year, and whether they are frozen: once nothing was told of it or the year before for a while.

    While a history is read in, fences would be those of a fragment, for ever.
    """
    kept = await uow.flags.fences(year)
    if kept or not is_quiet:
        return kept, FROZEN if kept else OPEN
    before = await Competitions(database.reads).of_year(year - 1)
    frozen = list(fences_of([one.process for one in before]))
    await uow.flags.freeze(year, frozen, now)
    return frozen, FROZEN


def _judge(
    year: int, of_year: Iterable[Competition], fences: Iterable[Frozen], known: Mapping[UUID, RedFlag], now: datetime
) -> list[RedFlag]:
    """Raise what is found, clear what is found no more; the flags that are new."""
    compared = {one.process.id: one for one in of_year}
    buyers = {identity: one.buyer for identity, one in compared.items()}
    found = merged(findings(year, [one.process for one in compared.values()], fences, buyers))
    for identity, flag in known.items():
        if identity not in found:
            flag.clear(now)
    new = [RedFlag(id=identity, year=year) for identity in found if identity not in known]
    for flag in (*known.values(), *new):
        if finding := found.get(flag.id):
            flag.find(finding, _department(finding, compared), now)
    return new


def _department(finding: Finding, compared: Mapping[str, Competition]) -> str | None:
    competition = compared.get(str(finding.tender_id))
    return competition.department if competition else None
