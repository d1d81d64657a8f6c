"""The client in Python at the real door: tokens, versions, streams, files."""

import asyncio
from collections.abc import Callable
from itertools import islice
from typing import Any, TypeVar

import pytest

from gateway.exporting import PAGE_ROWS
from gateway.imports.running import Runner
from prenan_client import Fact, ImportJob, Patience, Prenan, Stale, Unauthenticated
from tests.component.gateway.platform import SECRET, Platform
from tests.component.gateway.stubs import a_tender

BUYER, OTHER = "23350001600040", "21350238800019"
Result = TypeVar("Result")


async def called(
    prenan: Platform, work: Callable[[Prenan], Result], pause: Callable[[float], object] = lambda _: None, **proof: Any
) -> Result:
    """What comes of a program that runs beside the gateway; it waits for nothing unless a test lets it."""

    def run() -> Result:
        with Prenan(str(prenan.http.base_url), patience=Patience(10, pause), **proof) as client:
            return work(client)

    return await asyncio.to_thread(run)


async def test_it_gets_a_token_and_acts_under_a_key_of_its_own(prenan: Platform) -> None:
    made = await prenan.client("portal", client="a portal")
    proof = (made["client_id"], made["client_secret"])
    answer = await called(prenan, lambda client: client.post("/tenders", {"title": "Roads"}), client=proof)
    assert (answer["client"], answer["title"], answer.etag, answer.is_repeated) == ("a portal", "Roads", '"1"', True)
    assert len(answer["key"]) == 36


async def test_a_wrong_secret_is_told(prenan: Platform) -> None:
    made = await prenan.client("portal", client="another portal")
    with pytest.raises(Unauthenticated) as wrong:
        await called(prenan, lambda client: client.get("/tenders"), client=(made["client_id"], "no"))
    assert wrong.value.code == "invalid_client"


async def test_a_version_that_is_gone_is_told_and_an_edit_reads_again(prenan: Platform) -> None:
    tender = a_tender()
    prenan.tenders.documents[tender["id"]] = tender
    path = f"/tenders/{tender['id']}"
    with pytest.raises(Stale) as wrong:
        await called(prenan, lambda client: client.put(path, {"title": "Late"}, if_match='"1"'))
    assert wrong.value.code == "precondition-failed"
    edited = await called(prenan, lambda client: client.edit(path, lambda read: {"title": f"{read['title']} 2"}))
    assert (edited["title"], edited["revision"]) == ("Roads 2", 4)


def tell(prenan: Platform, number: int) -> None:
    prenan.procedures.tell(f"tender {number}", kind="TenderPublished", number=number)
    prenan.procedures.events[-1] |= {"sequence": f"{number:012}", "time": "2026-05-01T10:00:00+02:00"}


async def test_it_streams_what_was_told_and_what_comes(prenan: Platform) -> None:
    tell(prenan, 1)
    tell(prenan, 2)
    came: list[Fact] = []
    loop = asyncio.get_running_loop()

    def work(client: Prenan) -> None:
        for fact in islice(client.feed("procedures", after=1).stream(), 2):
            came.append(fact)
            loop.call_soon_threadsafe(tell, prenan, 3)

    await called(prenan, work)
    assert [(fact.position, fact.name, fact.event.data["number"]) for fact in came] == [
        (2, "TenderPublished", 2),
        (3, "TenderPublished", 3),
    ]


async def test_a_register_that_breaks_off_comes_out_whole(prenan: Platform) -> None:
    count = PAGE_ROWS + 1
    prenan.tenders.listed = [{"id": str(number)} for number in range(count)]
    prenan.tenders.broken = True

    def mend(_: float) -> None:
        prenan.tenders.broken = False

    def work(client: Prenan) -> tuple[list[int], int]:
        export = client.export("contracts")
        rows = [int(row["id"]) for row in export]
        assert export.end
        return rows, export.end.count

    assert await called(prenan, work, mend) == (list(range(count)), count)


async def test_a_file_goes_in_and_is_reported_row_by_row(prenan: Platform) -> None:
    key = await prenan.key("policy-officer", organisation=BUYER)
    records = [{"reference": "P-1", "buyer": BUYER}, {"reference": "P-2", "buyer": OTHER}]
    job = await called(prenan, lambda client: client.imports.records("plan-entries", records), key=key)
    assert (job.state, job.total) == ("waiting", 2)
    await Runner(prenan.app.state.platform.upstreams, SECRET).act(prenan.app.state.database)
    told: list[ImportJob] = []
    ended = await called(prenan, lambda client: client.imports.wait(job, told.append), key=key)
    assert (ended.created, ended.refused, told) == (1, 1, [ended])
    [row] = await called(prenan, lambda client: list(client.imports.rows(ended, "refused")), key=key)
    assert (row.row, row.external_id, row.errors[0].code) == (2, "P-2", "not-the-buyer")
