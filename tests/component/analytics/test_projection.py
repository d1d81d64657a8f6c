"""The projection as operators see it: rebuilt to the same checksums, whole under concurrency, counted in batches."""

import asyncio
from datetime import date, timedelta
from typing import Any

import orjson
import pytest

from chassis.invariants import verify
from chassis.replay import replay
from contracts import procedures, suppliers
from contracts.vocabulary import SizeClass
from tests.component.analytics.bus import Listener
from tests.component.analytics.observing import Observatory
from tests.component.analytics.telling import RENNES, a_contract, a_holder, corrected, notified, registered

DAY = date(2019, 1, 1)


async def batches(observatory: Observatory) -> list[tuple[int, dict[str, int]]]:
    rows = await observatory.rows("SELECT number, positions FROM batch ORDER BY number")
    return [(row["number"], orjson.loads(row["positions"])) for row in rows]


async def count(observatory: Observatory, table: str) -> Any:
    return (await observatory.rows(f"SELECT count(*) FROM {table}"))[0][0]


async def test_a_replay_gives_the_same_checksums(observatory: Observatory) -> None:
    await observatory.tell(*(notified(a_contract(str(n), notified_on=DAY + timedelta(n))) for n in range(5)))
    await observatory.tell(registered(size=SizeClass.PME), registered(version=2, size=SizeClass.TPE, place=RENNES))
    await observatory.tell(corrected(a_contract("0", notified_on=DAY + timedelta(9)), 2))
    before = await observatory.checksums()
    report = await replay(observatory.part())
    assert (report["broken"], report["checksums"]) == ([], before)
    assert "batch" not in before


async def test_the_checksum_of_a_changed_row_differs(observatory: Observatory) -> None:
    await observatory.tell(notified(a_contract("1")))
    before = await observatory.checksums()
    await observatory.database.reads.execute("UPDATE contract_version SET bids = 7")
    changed = {name for name, each in (await observatory.checksums()).items() if each != before[name]}
    assert changed == {"contract_version"}


async def test_a_projection_that_somebody_changed_does_not_verify(observatory: Observatory) -> None:
    await observatory.tell(notified(a_contract("1")))
    assert (await verify(observatory.part()))["broken"] == []
    await observatory.database.reads.execute("UPDATE holder_version SET name = 'Somebody else'")
    assert (await verify(observatory.part()))["broken"] == ["I5: holder_version differs from its recomputation"]


async def test_a_batch_says_how_many_facts_of_each_topic_were_applied_when_it_was_kept(
    observatory: Observatory,
) -> None:
    await observatory.tell(notified(a_contract("1")), notified(a_contract("2")))
    await observatory.tell(registered())
    first = {procedures.TOPIC: 2}
    assert await batches(observatory) == [(1, first), (2, first | {suppliers.TOPIC: 1})]
    numbers = "SELECT DISTINCT batch FROM contract_version UNION ALL SELECT batch FROM supplier_version ORDER BY 1"
    assert [row[0] for row in await observatory.rows(numbers)] == [1, 2]


async def test_what_was_told_before_leaves_everything_as_it_is(observatory: Observatory) -> None:
    state = a_contract("1", holders=(a_holder(), a_holder(None, name="Another")))
    told = [notified(state), corrected(state.model_copy(update={"bids": 3}), 2)]
    await observatory.tell(*told)
    before = await observatory.checksums()
    await observatory.tell(*told)
    await observatory.database.reads.execute("DELETE FROM consumer_subject")
    await observatory.tell(*told)
    assert await observatory.checksums() == before
    assert [number for number, _ in await batches(observatory)] == [1, 2, 3]


async def test_batches_kept_at_the_same_time_are_numbered_without_gaps(observatory: Observatory) -> None:
    partitions = [Listener(observatory.database, procedures.TOPIC, number) for number in range(4)]
    for round_ in range(8):
        days = [DAY + timedelta(10 * round_ + number) for number in range(4)]
        told = [notified(a_contract(f"{day}", notified_on=day)) for day in days]
        hearing = [one.hear([fact]) for one, fact in zip(partitions, told, strict=True)]
        await asyncio.gather(*hearing, observatory.tell(registered(version=round_ + 1)))
    kept = await batches(observatory)
    assert [number for number, _ in kept] == list(range(1, 41))
    assert kept[-1][1] == {procedures.TOPIC: 32, suppliers.TOPIC: 8}
    assert (await count(observatory, "contract_version"), await count(observatory, "supplier_version")) == (32, 8)


async def test_words_are_kept_letter_by_letter_whatever_they_mean_to_a_copy(observatory: Observatory) -> None:
    titles = ["a\tb", "a\nb\r\n", "\\N", "\\.", '"a",\\"b"', "Kêr ƶ 🦆", "a\u2028b"]
    await observatory.tell(*(notified(a_contract(str(n), title=f"<{title}>")) for n, title in enumerate(titles)))
    rows = await observatory.rows("SELECT title, state FROM contract_version ORDER BY reference")
    assert [row["title"] for row in rows] == [f"<{title}>" for title in titles]
    assert [orjson.loads(row["state"])["title"] for row in rows] == [f"<{title}>" for title in titles]


@pytest.mark.parametrize("wrong", [{"holders": None}, {"months": "many"}, {"notified_on": "2019-02-30"}])
async def test_a_fact_that_cannot_be_told_is_parked_and_the_others_of_its_batch_are_kept(
    observatory: Observatory, wrong: dict[str, Any]
) -> None:
    state = a_contract("1")
    data = {**notified(state).data, "contract": {**state.model_dump(mode="json"), **wrong}}
    observatory.listeners[procedures.TOPIC].log.may_park = True
    await observatory.tell(notified(state).model_copy(update={"data": data}), notified(a_contract("2")))
    assert [row["reference"] for row in await observatory.rows("SELECT reference FROM contract_version")] == ["2"]
    assert await count(observatory, "parked_event") == 1
