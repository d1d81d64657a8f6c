"""The columnar copy follows what is told."""

import asyncio
from contextlib import suppress
from datetime import date

import pytest
from structlog.testing import capture_logs

from chassis.companion import NotReady
from chassis.replay import replay
from contracts import procedures
from services.analytics.domain.past import PRESENT
from services.analytics.persistence.columns.copy import Copy
from services.analytics.persistence.columns.extracting import extract
from services.analytics.persistence.columns.standing import Standing
from services.analytics.persistence.columns.store import Columns
from tests.component.analytics.observing import Observatory
from tests.component.analytics.telling import COMPANIES, a_contract, a_holder, corrected, notified, registered
from tests.waiting import until

CALLERS = 40
"""How many callers wait, each two milliseconds longer than the one before: some of them give up amid the work."""


async def counted(columns: Columns) -> list[tuple[object, ...]]:
    await columns.catch_up()
    async with columns.look() as look:
        return await look.rows("SELECT reference, day, place, previous_any FROM contract ORDER BY reference")


async def test_a_copy_holds_what_was_told_before_it_was_made(observatory: Observatory) -> None:
    await observatory.tell(notified(a_contract("1")))
    async with Columns(observatory.database) as columns:
        assert await counted(columns) == [("1", date(2019, 3, 14), "35", None)]


async def test_a_copy_follows_what_is_told(observatory: Observatory) -> None:
    async with Columns(observatory.database) as columns:
        assert await counted(columns) == []
        await observatory.tell(notified(a_contract("2", notified_on=date(2019, 6, 1))))
        assert await counted(columns) == [("2", date(2019, 6, 1), "35", None)]
        await observatory.tell(notified(a_contract("1", holders=(a_holder(place=None),))))
        assert await counted(columns) == [
            ("1", date(2019, 3, 14), None, None),
            ("2", date(2019, 6, 1), "35", date(2019, 3, 14)),
        ]
        await observatory.tell(registered(place=a_holder().place))
        await observatory.tell(corrected(a_contract("2", holders=(a_holder(COMPANIES[1]),)), 2))
        assert await counted(columns) == [("1", date(2019, 3, 14), "35", None), ("2", date(2019, 3, 14), "35", None)]


async def test_a_copy_follows_what_the_registry_says_of_those_who_hold_nothing(observatory: Observatory) -> None:
    async with Columns(observatory.database, poll_seconds=3600) as columns:
        await columns.catch_up()
        with capture_logs() as logs:
            await observatory.tell(registered(place=a_holder().place))
            await columns.catch_up()
    assert not [log["event"] for log in logs if log["log_level"] == "error"]


async def test_a_copy_hears_of_a_batch_without_asking_for_it(observatory: Observatory) -> None:
    async with Columns(observatory.database, poll_seconds=3600) as columns:
        await until(lambda: columns.is_ready)
        await observatory.listeners[procedures.TOPIC].hear([notified(a_contract("1"))])
        await until(lambda: columns.standing.number == 1)


async def test_a_wait_that_is_given_up_takes_nothing_in_twice(observatory: Observatory) -> None:
    columns = observatory.columns
    for number in range(CALLERS):
        await observatory.listeners[procedures.TOPIC].hear([notified(a_contract(str(number)))])
        with suppress(TimeoutError):
            async with asyncio.timeout(number / 500):
                await columns.catch_up()
    assert len(await counted(columns)) == CALLERS
    async with columns.look() as look:
        assert await look.rows("SELECT count(*) FROM told.contract_version") == [(CALLERS,)]


async def test_rows_are_not_taken_in_a_second_time(observatory: Observatory) -> None:
    copy = Copy()
    async with extract(observatory.database, Standing()) as rows:
        copy.load(rows)
    await observatory.tell(notified(a_contract("1")))
    async with extract(observatory.database, copy.standing) as rows:
        copy.follow(rows)
        with pytest.raises(ValueError, match="rows after batch 0 do not follow batch 1"):
            copy.follow(rows)
    assert copy.open(PRESENT).execute("SELECT count(*) FROM contract").fetchall() == [(1,)]
    copy.close()


async def test_a_replay_is_followed_though_it_puts_other_tables_in_place(observatory: Observatory) -> None:
    await observatory.tell(notified(a_contract("1")))
    before = observatory.columns.standing
    await replay(observatory.part())
    await observatory.columns.catch_up()
    assert await counted(observatory.columns) == [("1", date(2019, 3, 14), "35", None)]
    assert observatory.columns.standing.schema != before.schema
    await observatory.tell(corrected(a_contract("1", notified_on=date(2019, 6, 1)), 2))
    assert await counted(observatory.columns) == [("1", date(2019, 6, 1), "35", None)]


async def test_a_look_stays_where_it_began(observatory: Observatory) -> None:
    await observatory.tell(notified(a_contract("1")))
    async with observatory.columns.look() as look:
        await observatory.tell(notified(a_contract("2")))
        assert await look.rows("SELECT count(*) FROM contract") == [(1,)]
        assert look.standing.positions != observatory.columns.standing.positions
    assert len(await counted(observatory.columns)) == 2


async def test_a_look_asks_the_same_only_once(observatory: Observatory) -> None:
    async with observatory.columns.look() as look:
        asked = [await look.rows("SELECT random() > $least", {"least": least}) for least in (0, 0, 2)]
    assert asked[0] is asked[1]
    assert asked[2] == [(False,)]


async def test_a_process_is_ready_once_its_copy_is_made(observatory: Observatory) -> None:
    assert (await observatory.http.get("/readyz")).status_code == 200
    columns = Columns(observatory.database)
    assert columns.is_ready is False
    with pytest.raises(NotReady):
        async with columns.look():
            pass
