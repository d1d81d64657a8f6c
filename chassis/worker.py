"""The worker process of a service: relay, consumers, scheduler and watchdog, each restarted when it fails."""

import argparse
import asyncio
import sys
import time
from collections.abc import Callable, Coroutine
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import orjson
import structlog
from prometheus_client import start_http_server

from chassis import collector, installation, operations, telemetry
from chassis.attesting import keep_attesting
from chassis.consumer import Consumer
from chassis.idempotency import forget_answers
from chassis.journal_key import JournalKey
from chassis.part import Part
from chassis.persistence import Database
from chassis.relay import Relay

PAUSE_SECONDS = 0.2
LONGEST_PAUSE_SECONDS = 5.0
WATCH_SECONDS = 5.0
SILENT_SECONDS = 60.0
"""A consumer that has lag and took nothing for this long is started anew."""
MEASURE_SECONDS = 1.0
HOUSEKEEPING_SECONDS = 3600

_log = structlog.get_logger()


async def forever(name: str, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
    """Run `work` again whenever it fails, after a pause that doubles up to a limit and shrinks once it holds."""
    pause, own = PAUSE_SECONDS, asyncio.current_task()
    assert own is not None
    while True:
        began = time.monotonic()
        try:
            await asyncio.create_task(work())  # apart, so that who cancels it is not confused with who cancels us
        except Exception as error:
            if own.cancelling():  # what broke off, broke: a connection that ended meanwhile
                raise asyncio.CancelledError from error
            _log.error("work failed, starts again", work=name, error=repr(error), pause=pause)
        pause = (
            PAUSE_SECONDS if time.monotonic() - began > LONGEST_PAUSE_SECONDS else min(pause * 2, LONGEST_PAUSE_SECONDS)
        )
        await asyncio.sleep(pause)


class Watched:
    """A consumer under a watchdog that looks every `look` seconds and bears `patience` seconds of silence."""

    def __init__(
        self, service: str, consumer: Consumer, look: float = WATCH_SECONDS, patience: float = SILENT_SECONDS
    ) -> None:
        self._service, self._consumer, self._every, self._patience = service, consumer, look, patience

    async def run(self) -> None:
        """Consume; raises `TimeoutError` where facts are due and none was taken for too long."""
        consuming = asyncio.create_task(self._consumer.run())
        try:
            while not consuming.done():
                await asyncio.wait({consuming}, timeout=self._every)
                if not consuming.done():
                    await self._look()
            await consuming
        finally:
            consuming.cancel()
            await asyncio.gather(consuming, return_exceptions=True)

    async def _look(self) -> None:
        names = (self._service, self._consumer.topic)
        silent = time.monotonic() - self._consumer.moved_at
        behind = await self._consumer.behind()
        telemetry.CONSUMER_BEHIND.labels(*names).set(behind)
        telemetry.CONSUMER_SILENT.labels(*names).set(silent if behind else 0)
        if behind and silent > self._patience:
            raise TimeoutError(
                f"{behind} facts of {self._consumer.topic} are due and none was taken for {silent:.0f} s"
            )


async def _measure(database: Database, part: Part) -> None:
    while True:
        age = await operations.outbox_age(database)
        telemetry.OUTBOX_OLDEST.labels(part.name).set(age)
        await _measure_parked(database, part)
        await asyncio.sleep(MEASURE_SECONDS)


async def _measure_parked(database: Database, part: Part) -> None:
    counts = {one.topic: 0 for one in part.follows}
    counts.update(await operations.parked_counts(database))
    for topic, count in counts.items():
        telemetry.PARKED.labels(part.name, topic).set(count)


async def _housekeeping(database: Database) -> None:
    """Keep the journal's partitions made for this month and the next two, and forget answers that nobody asks again."""
    while True:
        month = datetime.now(UTC).replace(day=1)
        for _ in range(3):
            await operations.make_partition(database, month)
            month = (month + timedelta(days=32)).replace(day=1)
        await forget_answers(database)
        await asyncio.sleep(HOUSEKEEPING_SECONDS)


async def work(part: Part) -> None:
    """Run the worker of a service until it is stopped."""
    telemetry.configure(f"{part.name}-worker")
    if part.settings.metrics_port:
        start_http_server(part.settings.metrics_port, part.settings.metrics_host)
    key = part.journal_key()
    async with part.database() as database:
        await installation.keep(database)
        await _run(part, database, key)


async def _run(part: Part, database: Database, key: JournalKey | None) -> None:
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(forever("relay", Relay(database, part.sink()).run))
        for kind, scheduler in part.schedulers(database).items():
            tasks.create_task(forever(f"scheduler of {kind}", scheduler.run))
        for chore in part.chores:
            tasks.create_task(forever(chore.name, partial(chore.run, database)))
        tasks.create_task(forever("measures", lambda: _measure(database, part)))
        tasks.create_task(forever("housekeeping", lambda: _housekeeping(database)))
        if part.topics and key:
            tasks.create_task(forever("attesting", lambda: keep_attesting(part, database, key)))
        for consumer in part.consumers(database):
            tasks.create_task(forever(f"consumer of {consumer.topic}", Watched(part.name, consumer).run))


def main(part: Callable[[], Part], arguments: list[str] | None = None) -> None:
    """The command line of a service's worker: `run`, or one of the operator's acts, which print one JSON document."""
    parser = argparse.ArgumentParser(description=__doc__)
    acts = parser.add_subparsers(dest="act", required=True)
    for name in ("run", *operations.ACTS):
        act = acts.add_parser(name)
        if name == "release":
            act.add_argument("key")
        if name == "verify":
            act.add_argument("--checkpoint", type=Path, help="a file of checkpoints that somebody kept")
    chosen = vars(parser.parse_args(arguments))
    name = chosen.pop("act")
    collector.spare()
    if name == "run":
        asyncio.run(work(part()))
        return
    telemetry.configure(part().name)
    report = asyncio.run(operations.ACTS[name](part(), **chosen))
    sys.stdout.write(orjson.dumps(report, option=orjson.OPT_INDENT_2, default=str).decode() + "\n")
    sys.exit(1 if report.get("broken") else 0)
