"""Answers that are kept, and never longer than the fact that changes them."""

import asyncio
import time

import orjson

from gateway.following import VOUCHING_SECONDS
from tests.component.gateway.platform import Platform
from tests.component.gateway.stubs import HOLDER, a_supplier, a_tender
from tests.waiting import until


def published(prenan: Platform, **changes: object) -> str:
    """The path of a tender that is there."""
    tender = a_tender(**changes)
    prenan.tenders.documents[tender["id"]] = tender
    return f"/tenders/{tender['id']}"


async def test_a_tender_that_nobody_changed_is_not_asked_for_again(prenan: Platform) -> None:
    path = published(prenan)
    first = await prenan.http.get(path)
    second = await prenan.http.get(path)
    assert second.content == first.content
    assert second.headers["etag"] == first.headers["etag"]
    assert prenan.tenders.asked[path] == 1


async def test_who_has_the_answer_already_gets_none(prenan: Platform) -> None:
    path = published(prenan)
    tag = (await prenan.http.get(path)).headers["etag"]
    answer = await prenan.http.get(path, headers={"If-None-Match": f'"other", {tag}'})
    assert (answer.status_code, answer.content) == (304, b"")
    assert answer.headers["etag"] == tag
    assert prenan.tenders.asked[path] == 1


async def test_a_fact_about_a_tender_drops_it(prenan: Platform) -> None:
    path = published(prenan)
    await prenan.http.get(path)
    tender = prenan.tenders.documents[path.removeprefix("/tenders/")]
    tender |= {"title": "Bridges", "revision": 4}
    prenan.procedures.tell(tender["id"])
    await prenan.followed()
    assert (await prenan.http.get(path)).json()["title"] == "Bridges"


async def test_a_fact_about_a_contract_drops_the_tender_it_came_from(prenan: Platform) -> None:
    path = published(prenan)
    await prenan.http.get(path)
    prenan.procedures.tell("a-contract", partitionkey=path.removeprefix("/tenders/"))
    await prenan.followed()
    await prenan.http.get(path)
    assert prenan.tenders.asked[path] == 2


async def test_however_a_tenders_id_is_written_its_facts_drop_it(prenan: Platform) -> None:
    path = published(prenan)
    tender = path.removeprefix("/tenders/")
    written_otherwise = f"/tenders/{tender.replace('-', '').upper()}"
    await prenan.http.get(written_otherwise)
    prenan.tenders.documents[tender]["title"] = "Bridges"
    prenan.procedures.tell(tender)
    await prenan.followed()
    assert (await prenan.http.get(written_otherwise)).json()["title"] == "Bridges"


async def test_a_holder_that_is_renamed_is_shown_by_its_new_name(prenan: Platform) -> None:
    path = published(prenan)
    await prenan.http.get(path)
    prenan.suppliers.documents[HOLDER] = a_supplier("Kerbrat et fils")
    prenan.registrations.tell("an-id", supplier={"identifier": {"scheme": "SIRET", "id": HOLDER}})
    await prenan.followed()
    assert (await prenan.http.get(path)).json()["supplier_names"][HOLDER] == "Kerbrat et fils"
    assert prenan.tenders.asked[path] == 1, "the tender itself did not change"


async def test_figures_are_shown_anew_once_the_observatory_moved(prenan: Platform) -> None:
    path = published(prenan)
    await prenan.http.get(path)
    prenan.analytics.documents["position"]["at"] = 2

    async def has_moved() -> bool:
        return bool((await prenan.http.get(path)).json()["area_figures"]["A1"]["numerator"] == 2)

    await until(has_moved, patience=2)


async def test_an_answer_on_its_way_when_its_fact_comes_is_not_kept(prenan: Platform) -> None:
    path = published(prenan)
    prenan.tenders.awake.clear()
    asking = asyncio.create_task(prenan.http.get(path))
    await until(lambda: prenan.tenders.asked[path] == 1)
    prenan.procedures.tell(path.removeprefix("/tenders/"))
    await prenan.followed()
    prenan.tenders.awake.set()
    await asking
    await prenan.http.get(path)
    assert prenan.tenders.asked[path] == 2


async def test_nothing_is_vouched_for_while_the_feed_cannot_be_followed(prenan: Platform) -> None:
    path = published(prenan)
    await prenan.http.get(path)
    await prenan.tenders.served.kill()
    began = time.monotonic()

    async def is_refused() -> bool:
        return (await prenan.http.get(path)).status_code == 503

    await until(is_refused, patience=VOUCHING_SECONDS + 2)
    assert time.monotonic() - began < VOUCHING_SECONDS + 1.5
    await prenan.tenders.served.start()
    await prenan.followed()
    assert (await prenan.http.get(path)).status_code == 200


async def test_whoever_changes_a_thing_through_the_gateway_reads_it_changed_at_once(prenan: Platform) -> None:
    path = published(prenan)
    tag = (await prenan.http.get(path)).headers["etag"]
    changed = await prenan.http.put(path, json={"title": "Bridges"}, headers={"If-Match": tag})
    assert changed.status_code == 200, "the entity tag of the composed answer serves for If-Match"
    assert (await prenan.http.get(path)).json()["title"] == "Bridges"
    stale = await prenan.http.put(path, json={"title": "Roads"}, headers={"If-Match": tag})
    assert (stale.status_code, stale.json()["code"]) == (412, "precondition-failed")


async def test_pages_of_a_collection_are_kept_until_any_fact_of_its_feed(prenan: Platform) -> None:
    published(prenan)
    for _ in range(3):
        assert len((await prenan.http.get("/tenders")).json()["items"]) == 1
    assert prenan.tenders.asked["/tenders"] == 1
    path = published(prenan)
    prenan.procedures.tell(path.removeprefix("/tenders/"))
    await prenan.followed()
    assert len((await prenan.http.get("/tenders")).json()["items"]) == 2


async def test_what_is_asked_with_a_key_is_asked_of_the_service_each_time(prenan: Platform) -> None:
    path = published(prenan)
    key = await prenan.bearer("prescriber")
    for _ in range(2):
        assert (await prenan.http.get(path, headers=key)).status_code == 200
    assert prenan.tenders.asked[path] == 2


async def test_a_full_page_of_the_feed_is_kept_and_still_tells_the_head_of_the_moment(prenan: Platform) -> None:
    for number in range(3):
        prenan.procedures.tell(f"tender-{number}")
    await prenan.followed()
    asked = prenan.tenders.asked["/feed/procedures"]
    target = "/feed/procedures?after=0&limit=2&include=body"
    first = orjson.loads((await prenan.http.get(target)).content)
    prenan.procedures.tell("tender-3")
    await prenan.followed()
    prenan.tenders.last = None
    again = orjson.loads((await prenan.http.get(target)).content)
    assert (first["next"], first["head"]) == (2, 3)
    assert again == first | {"head": 4}
    assert prenan.tenders.asked["/feed/procedures"] > asked


async def test_a_page_of_the_feed_that_is_not_full_is_read_again(prenan: Platform) -> None:
    prenan.procedures.tell("tender-0")
    target = "/feed/procedures?after=0&limit=2"
    assert len((await prenan.http.get(target)).json()["events"]) == 1
    prenan.procedures.tell("tender-1")
    assert len((await prenan.http.get(target)).json()["events"]) == 2


async def test_a_feed_restored_to_an_earlier_position_empties_the_shelf(prenan: Platform) -> None:
    prenan.procedures.tell("tender-0")
    await prenan.followed()
    path = published(prenan)
    await prenan.http.get(path)
    prenan.procedures.events.clear()
    await prenan.followed()
    await prenan.http.get(path)
    assert prenan.tenders.asked[path] == 2


async def test_news_reach_whoever_waits_for_them_through_the_gateway(prenan: Platform) -> None:
    waiting = asyncio.create_task(prenan.http.get("/feed/procedures?after=0&wait=10"))
    await until(lambda: prenan.tenders.asked["/feed/procedures"])
    prenan.procedures.tell("tender-0")
    assert [item["position"] for item in (await waiting).json()["events"]] == [1]


async def test_what_lies_below_a_supplier_is_not_kept_as_the_supplier_itself(prenan: Platform) -> None:
    supplier = prenan.suppliers.documents[HOLDER] = {**a_supplier("Kerbrat"), "awards": []}
    path = f"/suppliers/{HOLDER}/awards"
    assert (await prenan.http.get(path)).json()["items"] == []
    supplier["awards"] = ["a contract"]
    assert (await prenan.http.get(path)).json()["items"] == ["a contract"]
