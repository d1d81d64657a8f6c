"""The projection as operators see it: rebuilt to the same checksums, whole under concurrency."""

import asyncio
from datetime import date, timedelta

from chassis.replay import replay
from contracts import procedures
from contracts.vocabulary import SizeClass
from tests.component.analytics.bus import Listener
from tests.component.analytics.observing import Observatory
from tests.component.analytics.telling import RENNES, a_contract, a_holder, corrected, notified, registered

DAY = date(2019, 1, 1)


async def test_a_replay_gives_the_same_checksums(observatory: Observatory) -> None:
    await observatory.tell(*(notified(a_contract(str(n), notified_on=DAY + timedelta(n))) for n in range(5)))
    await observatory.tell(registered(size=SizeClass.PME), registered(version=2, size=SizeClass.TPE, place=RENNES))
    await observatory.tell(corrected(a_contract("0", notified_on=DAY + timedelta(9)), 2))
    before = await observatory.checksums()
    report = await replay(observatory.part())
    assert (report["broken"], report["checksums"]) == ([], before)


async def test_the_checksum_of_a_changed_row_differs(observatory: Observatory) -> None:
    await observatory.tell(notified(a_contract("1")))
    before = await observatory.checksums()
    await observatory.database.reads.execute("UPDATE contract SET first_time = false")
    assert {name for name, each in (await observatory.checksums()).items() if each != before[name]} == {"contract"}


async def test_batches_settled_at_the_same_time_see_each_other(observatory: Observatory) -> None:
    partitions = [Listener(observatory.database, procedures.TOPIC, number) for number in range(4)]
    silent = (a_holder(place=None),)
    for round_ in range(8):
        days = [DAY + timedelta(10 * round_ + number) for number in range(4)]
        told = [notified(a_contract(f"{day}", notified_on=day, holders=silent)) for day in days]
        hearing = [one.hear([fact]) for one, fact in zip(partitions, told, strict=True)]
        place = observatory.tell(registered(version=round_ + 1, place=RENNES if round_ % 2 else None))
        await asyncio.gather(*hearing, place)
    assert await observatory.counts("A1") == (1, 32)
    assert await observatory.counts("A3") == (32, 32)
