"""A columnar copy without HTTP: what it costs to make and to ask, and what PostgreSQL takes for the same."""

import os
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import asyncpg

from benchmarks.memory import resident
from benchmarks.observatory import peer
from benchmarks.observatory.slices import question
from benchmarks.processor import used
from benchmarks.trials.program import Findings, Plan, main
from chassis.persistence import Database
from services.analytics.application.answering import Question
from services.analytics.domain.grain import Grain
from services.analytics.domain.past import PRESENT
from services.analytics.persistence.columns.copy import Copy
from services.analytics.persistence.columns.engine import Connection
from services.analytics.persistence.columns.extracting import extract
from services.analytics.persistence.columns.standing import Standing
from services.analytics.persistence.querying.tallies import Group
from services.analytics.persistence.querying.tallying import Tallying

WARMING = 5


class Alone:
    """A look without threads."""

    def __init__(self, own: Connection) -> None:
        self._own = own

    async def rows(self, sql: str, values: dict[str, Any]) -> list[tuple[Any, ...]]:
        """Every row of a query."""
        return self._own.execute(sql, values).fetchall()


async def measure(plan: Plan) -> Findings:
    """Make a copy; ask it, and PostgreSQL for as long as the plan says, the same questions."""
    questions = [question(asked) for asked in plan["slices"]]
    copy, made = await _made(plan["database"])
    own = copy.open(PRESENT)
    duckdb = await _asked(Alone(own), questions, plan["patience"], os.getpid())
    connection = await asyncpg.connect(plan["database"])
    try:
        with TemporaryDirectory(prefix="prenan-peer-") as folder:
            await peer.provide(connection, own, Path(folder))
        postgres = await _asked(peer.Peer(connection), questions, plan["patience"], connection.get_server_pid())
    finally:
        await connection.close()
    same = [one == other for one, other in zip(duckdb.pop("answers"), postgres.pop("answers"), strict=False)]
    return {"made": made, "duckdb": duckdb, "postgres": postgres, "differing": same.count(False), "compared": len(same)}


async def _made(address: str) -> tuple[Copy, dict[str, float]]:
    copy, before = Copy(), resident(os.getpid())
    began, cpu = time.perf_counter(), time.process_time()
    async with Database(address) as database, extract(database, Standing()) as everything:
        extracted = time.perf_counter()
        copy.load(everything)
    found = {
        "seconds": time.perf_counter() - began,
        "extracting": extracted - began,
        "cpu": time.process_time() - cpu,
        "bytes": resident(os.getpid()) - before,
    }
    return copy, found


async def _asked(look: Any, questions: list[Question], patience: float, pid: int) -> dict[str, Any]:
    """How long each question took, and its answer."""
    for one in questions[:WARMING]:
        await _answer(look, one)
    answers, seconds, before = [], [], used(pid) or 0.0
    until = time.perf_counter() + patience
    for one in questions:
        began = time.perf_counter()
        if began > until:
            break
        answers.append(await _answer(look, one))
        seconds.append(time.perf_counter() - began)
    return {"seconds": seconds, "answers": answers, "cpu": ((used(pid) or 0.0) - before) / len(seconds)}


async def _answer(look: Any, one: Question) -> list[Group]:
    every = (computation for chosen in one.chosen for computation in chosen.computations)
    computations = [computation for computation in every if Grain(computation.grain) is Grain.CONTRACT]
    return await Tallying(Grain.CONTRACT, computations, one.asked, one.by, one.today).ask(look)


if __name__ == "__main__":
    main(measure)
