"""A change and its facts are one: both are there, or neither."""

import asyncio
from uuid import UUID

import pytest
from sqlalchemy.orm.exc import StaleDataError

from chassis.persistence import Database
from tests.component.chassis.counting import Counter, Counting, a_counter, count


async def facts(database: Database) -> list[tuple[str, int]]:
    rows = await database.reads.fetch("SELECT aggregateid, sequence FROM event_log ORDER BY recorded_at, sequence")
    return [(row[0], row[1]) for row in rows]


async def test_a_change_is_committed_with_the_facts_it_tells(database: Database) -> None:
    made = await a_counter(database, counts=2)
    assert await facts(database) == [(str(made), 1), (str(made), 2)]
    assert await database.reads.fetchval("SELECT version FROM counter WHERE id = $1", made) == 2
    assert await database.reads.fetchval("SELECT count(*) FROM event_pending") == 2


async def test_a_block_left_by_an_exception_changes_nothing(database: Database) -> None:
    made = await a_counter(database)

    async def fail() -> None:
        async with Counting(database) as uow:
            one = await uow.session.get(Counter, made)
            assert one is not None
            one.count()
            await uow.flush()
            raise RuntimeError("after the change")

    with pytest.raises(RuntimeError):
        await fail()
    assert await facts(database) == [(str(made), 1)]
    assert await database.reads.fetchval("SELECT total FROM counter WHERE id = $1", made) == 1


async def test_the_outermost_block_commits_what_inner_ones_did(database: Database) -> None:
    made = await a_counter(database)
    uow = Counting(database)
    async with uow:
        async with uow:
            one = await uow.session.get(Counter, made)
            assert one is not None
            one.count()
        assert await database.reads.fetchval("SELECT total FROM counter WHERE id = $1", made) == 1
    assert await database.reads.fetchval("SELECT total FROM counter WHERE id = $1", made) == 2


async def test_of_two_writers_at_the_same_version_one_is_refused_and_tells_nothing(database: Database) -> None:
    made = await a_counter(database)
    both_read = asyncio.Barrier(2)

    async def write() -> None:
        async with Counting(database) as uow:
            one = await uow.session.get(Counter, made)
            assert one is not None
            await both_read.wait()
            one.count()

    outcomes = await asyncio.gather(write(), write(), return_exceptions=True)
    assert {type(outcome) for outcome in outcomes} == {type(None), StaleDataError}
    assert await facts(database) == [(str(made), 1), (str(made), 2)]


async def test_counting_again_goes_on_from_the_stored_version(database: Database) -> None:
    made: UUID = await a_counter(database)
    await count(database, made)
    await count(database, made)
    assert await facts(database) == [(str(made), version) for version in (1, 2, 3)]
