"""Suppliers are written to by day, not too often, and each letter goes out at most once."""

import asyncio
import re
from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest

from chassis.mail import Letter
from chassis.scheduler import Scheduler
from chassis.tokens import Mint
from services.suppliers.application.timetable import mailings
from services.suppliers.persistence.unit_of_work import UnitOfWork
from tests.component.suppliers.registry import SECRET
from tests.component.suppliers.sourcing_desk import MONDAY, SUPPLIERS, Postbox, SourcingDesk
from tests.waiting import until


class Dying(Postbox):
    """A mail whose process dies as soon as it took a letter."""

    async def send(self, letter: Letter) -> None:
        await super().send(letter)
        raise RuntimeError


async def test_nobody_is_written_to_at_night(desk: SourcingDesk) -> None:
    path = await desk.opened()
    await desk.at(MONDAY.replace(hour=21))
    assert await desk.asked(path) == []
    await desk.at(datetime(2027, 3, 2, 7, tzinfo=UTC))
    assert len(await desk.asked(path)) == 2


async def test_who_unsubscribes_is_written_to_no_more(desk: SourcingDesk) -> None:
    await desk.opened()
    await desk.at(MONDAY)
    [stop] = re.findall(r"/unsubscribe(/mailboxes/\S+)", desk.post.letters[0].text)
    assert (await desk.registry.call("DELETE", stop, scopes=None)).status_code == 204
    assert await desk.registry.database.reads.fetchval("SELECT count(*) FROM mailbox") == len(SUPPLIERS) - 1
    assert (await desk.registry.call("DELETE", f"{stop}x", scopes=None)).status_code == 404


async def test_a_letter_that_waits_is_not_sent_once_the_request_is_closed(desk: SourcingDesk) -> None:
    path = await desk.opened()
    scheduler = Scheduler("suppliers", desk.registry.database, UnitOfWork, (mailings(Mint(SECRET)),))
    await scheduler.catch_up(MONDAY)
    await desk.act(f"{path}/closure")
    await desk.at(MONDAY + timedelta(minutes=1))
    assert desk.post.letters == []


async def test_a_letter_that_the_mail_refused_by_day_is_not_sent_at_night(desk: SourcingDesk) -> None:
    await desk.opened()
    scheduler = Scheduler("suppliers", desk.registry.database, UnitOfWork, (mailings(Mint(SECRET)),))
    await scheduler.catch_up(MONDAY)
    await desk.at(MONDAY.replace(hour=22))
    assert desk.post.letters == []
    await desk.at(datetime(2027, 3, 2, 7, tzinfo=UTC))
    assert len(desk.post.letters) == len(SUPPLIERS)


async def test_a_letter_of_a_process_that_died_is_never_sent_twice(desk: SourcingDesk) -> None:
    await desk.opened()
    desk.post = dying = Dying()
    with pytest.raises(RuntimeError):
        await desk.at(MONDAY)
    desk.post = Postbox()
    await desk.at(MONDAY + timedelta(hours=1))
    sent = [*dying.letters, *desk.post.letters]
    assert len({letter.id for letter in sent}) == len(sent)


async def test_a_supplier_that_was_asked_often_enough_is_left_for_another_day(desk: SourcingDesk) -> None:
    for _ in range(5):
        path = await desk.opened(batch=10)
        await desk.at(MONDAY)
    assert await desk.asked(path) == []
    assert len(desk.post.letters) == 4 * len(SUPPLIERS)


async def test_requests_that_are_mailed_at_the_same_moment_ask_nobody_too_often(desk: SourcingDesk) -> None:
    paths = [await desk.opened(batch=10) for _ in range(5)]
    await desk.at(MONDAY)
    asked = [siret for path in paths for siret in await desk.asked(path)]
    assert Counter(asked) == dict.fromkeys(SUPPLIERS, 4)


async def test_a_worker_waits_until_another_has_asked_before_it_counts_how_often_suppliers_were(
    desk: SourcingDesk,
) -> None:
    async def count() -> None:
        async with UnitOfWork(database) as uow:
            await uow.contacts.recent([], MONDAY)

    async def waits() -> bool:
        return bool(await database.reads.fetchval("SELECT count(*) FROM pg_locks WHERE NOT granted"))

    database = desk.registry.database
    async with UnitOfWork(database) as uow, asyncio.TaskGroup() as tasks:
        await uow.contacts.recent([], MONDAY)
        counting = tasks.create_task(count())
        await until(waits, 30)
        assert not counting.done()
        await uow.session.commit()
