"""Reads that must see a change, and reads that may be given as they were before."""

import asyncio

import pytest

from tests.component.gateway.platform import Platform
from tests.component.gateway.stubs import HOLDER, a_tender
from tests.waiting import until

POSITION = "procurement.suppliers.v1/0199f0c4-0000-7000-8000-000000000000@2"
SUPPLIER = f"/suppliers/{HOLDER}"
FIGURE = "/indicators/A1?area=roads"


async def test_a_read_that_names_a_position_is_asked_of_the_service_which_is_told_it(prenan: Platform) -> None:
    for _ in range(2):
        await prenan.http.get(SUPPLIER)
    answer = await prenan.http.get(SUPPLIER, params={"min_position": POSITION})
    assert answer.status_code == 200
    assert prenan.suppliers.asked[SUPPLIER] == 2
    assert prenan.suppliers.last is not None
    assert prenan.suppliers.last.headers["prenan-min-position"] == POSITION
    assert prenan.suppliers.last.url.query == "", "it is no part of the address"


async def test_the_header_serves_as_well(prenan: Platform) -> None:
    await prenan.http.get(SUPPLIER, headers={"Prenan-Min-Position": POSITION})
    assert prenan.suppliers.last is not None
    assert prenan.suppliers.last.headers["prenan-min-position"] == POSITION


async def test_every_part_of_a_composed_answer_is_asked_to_have_seen_it(prenan: Platform) -> None:
    tender = a_tender()
    prenan.tenders.documents[tender["id"]] = tender
    await prenan.http.get(f"/tenders/{tender['id']}")
    await prenan.http.get(f"/tenders/{tender['id']}?min_position={POSITION}")
    for service in (prenan.tenders, prenan.suppliers, prenan.analytics):
        assert POSITION in {request.headers.get("prenan-min-position") for request in service.lately}


async def test_what_is_no_position_is_refused(prenan: Platform) -> None:
    answer = await prenan.http.get(SUPPLIER, params={"min_position": "yesterday"})
    assert (answer.status_code, answer.json()["code"]) == (422, "position-unreadable")


@pytest.mark.parametrize("position", ["procedures:120", "procedures%3A120"])
async def test_how_many_facts_are_in_is_asked_of_the_observatory_as_it_stands(prenan: Platform, position: str) -> None:
    assert (await prenan.http.get(f"{FIGURE}&min_position={position}")).status_code == 200
    assert prenan.analytics.last is not None
    assert prenan.analytics.last.url.query == f"area=roads&min_position={position}"
    assert "prenan-min-position" not in prenan.analytics.last.headers


async def test_a_figure_that_takes_its_time_is_given_as_it_was_and_says_so(prenan: Platform) -> None:
    first = await prenan.http.get(FIGURE)
    assert first.headers["cache-control"] == "max-age=0, stale-while-revalidate=60, stale-if-error=600"
    prenan.app.state.platform.shelf.drop("figures")
    prenan.analytics.documents["position"]["at"] = 2
    prenan.analytics.awake.clear()
    stale = await prenan.http.get(FIGURE)
    assert stale.content == first.content
    assert (stale.headers["age"], stale.headers["cache-status"]) == ("0", "prenan; hit; ttl=-0")
    prenan.analytics.awake.set()
    await until(lambda: not prenan.app.state.platform.reads.revalidating.is_asking)
    fresh = await prenan.http.get(FIGURE)
    assert fresh.json()["numerator"] == 2
    assert "age" not in fresh.headers


async def test_a_figure_is_given_as_it_was_while_its_service_is_away(prenan: Platform) -> None:
    first = await prenan.http.get(FIGURE)
    prenan.app.state.platform.shelf.drop("figures")
    await prenan.analytics.served.kill()
    try:
        stale = await prenan.http.get(FIGURE)
        assert (stale.status_code, stale.content) == (200, first.content)
        exact = await prenan.http.get(FIGURE, params={"min_position": POSITION})
        assert (exact.status_code, exact.json()["code"]) == (503, "upstream-unavailable")
    finally:
        await prenan.analytics.served.start()


async def test_a_changed_figure_is_asked_for_once_however_many_wait(prenan: Platform) -> None:
    path = FIGURE.partition("?")[0]
    await prenan.http.get(FIGURE)
    prenan.app.state.platform.shelf.drop("figures")
    prenan.analytics.awake.clear()
    answers = await asyncio.gather(*(prenan.http.get(FIGURE) for _ in range(5)))
    assert all("age" in answer.headers for answer in answers)
    assert prenan.analytics.asked[path] == 2
