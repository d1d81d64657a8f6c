"""The worker keeps its work going: it starts again what fails, and what is silent although facts are due."""

import asyncio
import contextlib

import pytest

from chassis.bus import Batch, Delivery, EventSource, Offsets
from chassis.consumer import Consumer
from chassis.persistence import Database
from chassis.reactions import Reactions
from chassis.worker import Watched, forever
from tests.component.chassis.counting import TOPIC, Counting


class Silent:
    """A bus that has facts and never delivers one, as a connection that died without a word."""

    topic = TOPIC

    def __init__(self, due: int) -> None:
        self._due = due

    async def start(self, offsets: Offsets) -> None: ...

    async def batches(self):
        await asyncio.Event().wait()
        yield Batch(TOPIC, 0, 0, 0, ())

    async def done(self, batch: Batch) -> None: ...

    async def dead_letter(self, one: Delivery, reason: str) -> None: ...

    async def heads(self) -> dict[int, int]:
        return {0: self._due}

    async def close(self) -> None: ...


def watched(database: Database, source: EventSource) -> Watched:
    return Watched("counting", Consumer(source, lambda: Counting(database), Reactions()), look=0.02, patience=0.1)


async def test_a_consumer_that_takes_nothing_although_facts_are_due_is_stopped(database: Database) -> None:
    async with asyncio.timeout(10):
        with pytest.raises(TimeoutError, match=r"3 facts of .* are due"):
            await watched(database, Silent(due=3)).run()


async def test_a_consumer_that_has_nothing_to_take_is_left_alone(database: Database) -> None:
    task = asyncio.create_task(watched(database, Silent(due=0)).run())
    finished, _ = await asyncio.wait({task}, timeout=0.5)
    assert not finished
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def test_work_that_fails_is_started_again() -> None:
    starts, third = [], asyncio.Event()

    async def work() -> None:
        starts.append(len(starts))
        if len(starts) == 3:
            third.set()
        raise ConnectionError("away")

    task = asyncio.create_task(forever("test", work))
    async with asyncio.timeout(10):
        await third.wait()
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task


async def test_work_that_breaks_when_it_is_cancelled_is_not_started_again() -> None:
    begun = asyncio.Event()

    async def work() -> None:
        begun.set()
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            raise ConnectionError("it ended meanwhile") from None

    task = asyncio.create_task(forever("test", work))
    await begun.wait()
    task.cancel()
    finished, _ = await asyncio.wait({task}, timeout=10)
    assert finished
    assert task.cancelled()
