"""What a tender is shown with, whichever services are there."""

import time

import orjson

from tests.component.gateway.platform import Platform
from tests.component.gateway.stubs import HOLDER, OTHER_HOLDER, a_tender


async def test_a_tender_is_shown_with_its_holders_names_and_the_figures_of_its_area(prenan: Platform) -> None:
    tender = a_tender()
    prenan.tenders.documents[tender["id"]] = tender
    answer = await prenan.http.get(f"/tenders/{tender['id']}")
    assert answer.status_code == 200
    shown = answer.json()
    assert tender.items() <= shown.items()
    assert shown["supplier_names"] == {HOLDER: "Kerbrat", OTHER_HOLDER: "Bau"}
    assert list(shown["area_figures"]) == ["A1", "A3", "A6", "A12"]
    assert shown["area_figures"]["A3"] == {"id": "A3", "area": "roads", "numerator": 1}
    assert prenan.analytics.asked["/figures"] == 1, "all of them in one read"
    assert "partial" not in shown


async def test_a_tender_is_shown_with_its_buyers_figures_and_who_could_bid_where_that_is_asked_for(
    prenan: Platform,
) -> None:
    tender = a_tender()
    prenan.tenders.documents[tender["id"]] = tender
    prenan.suppliers.documents["/suppliers"] = {"items": [{"name": "Kerbrat"}], "total": 12}
    prenan.analytics.documents[f"/observatory/buyers/{tender['buyer']}"] = {"buyer": tender["buyer"]}
    path = f"/tenders/{tender['id']}"
    for _ in range(2):
        shown = (await prenan.http.get(f"{path}?include=buyer_figures,matching_suppliers")).json()
        assert (shown["buyer_figures"]["buyer"], shown["matching_suppliers"]) == (tender["buyer"], 12)
    assert prenan.suppliers.last is not None
    assert prenan.suppliers.last.url.query == "cpv=45233140&limit=1&total=true"
    assert prenan.suppliers.asked["/suppliers"] == 2, "the index may have heard of more meanwhile"
    assert prenan.analytics.asked[f"/observatory/buyers/{tender['buyer']}"] == 1
    assert not {"buyer_figures", "matching_suppliers"} & (await prenan.http.get(path)).json().keys()


async def test_a_tender_without_holders_asks_for_no_names(prenan: Platform) -> None:
    tender = a_tender(lots=[])
    prenan.tenders.documents[tender["id"]] = tender
    answer = await prenan.http.get(f"/tenders/{tender['id']}")
    assert answer.json()["supplier_names"] == {}
    assert prenan.suppliers.asked["/suppliers"] == 0


async def test_a_tender_that_is_not_there_is_the_services_own_problem(prenan: Platform) -> None:
    answer = await prenan.http.get(f"/tenders/{a_tender()['id']}")
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["code"] == "tender-not-found"
    assert answer.json()["request_id"] == answer.headers["request-id"]


async def test_an_optional_part_that_hangs_is_left_out_within_its_budget(prenan: Platform) -> None:
    tender = a_tender()
    prenan.tenders.documents[tender["id"]] = tender
    prenan.analytics.awake.clear()
    began = time.monotonic()
    answer = await prenan.http.get(f"/tenders/{tender['id']}")
    assert time.monotonic() - began < 1.5
    shown = answer.json()
    assert answer.status_code == 200
    assert shown["partial"] == [{"part": "area_figures", "reason": "timeout", "retry_after": 1}]
    assert "area_figures" not in shown
    assert shown["supplier_names"][HOLDER] == "Kerbrat"


async def test_an_optional_part_of_a_dead_service_is_shown_as_it_was_last(prenan: Platform) -> None:
    first, second = a_tender(), a_tender()
    prenan.tenders.documents |= {first["id"]: first, second["id"]: second}
    await prenan.http.get(f"/tenders/{first['id']}")
    prenan.suppliers.documents.clear()
    prenan.registrations.tell("some-id", supplier={"identifier": {"scheme": "SIRET", "id": HOLDER}})
    await prenan.followed()
    await prenan.suppliers.served.kill()
    try:
        shown = (await prenan.http.get(f"/tenders/{second['id']}")).json()
    finally:
        await prenan.suppliers.served.start()
    assert shown["supplier_names"] == {HOLDER: "Kerbrat", OTHER_HOLDER: "Bau"}
    (said,) = shown["partial"]
    assert (said["part"], said["reason"], said["stale"]) == ("supplier_names", "unavailable", True)
    assert 0 <= said["age_seconds"] < 20


async def test_without_the_required_part_there_is_no_answer(prenan: Platform) -> None:
    await prenan.tenders.served.kill()
    try:
        answer = await prenan.http.get(f"/tenders/{a_tender()['id']}")
    finally:
        await prenan.tenders.served.start()
    assert answer.status_code == 503
    assert answer.headers["retry-after"] == "1"
    problem = answer.json()
    assert (problem["code"], problem["upstream"]) == ("upstream-unavailable", "tenders")
    assert problem["retryable"]


async def test_a_required_part_that_hangs_is_given_up_within_its_budget(prenan: Platform) -> None:
    prenan.tenders.awake.clear()
    began = time.monotonic()
    answer = await prenan.http.get(f"/tenders/{a_tender()['id']}")
    assert answer.status_code == 503
    assert time.monotonic() - began < 2


async def test_a_partial_answer_is_not_kept(prenan: Platform) -> None:
    tender = a_tender()
    prenan.tenders.documents[tender["id"]] = tender
    prenan.analytics.awake.clear()
    assert "partial" in (await prenan.http.get(f"/tenders/{tender['id']}")).json()
    prenan.analytics.awake.set()
    assert "partial" not in (await prenan.http.get(f"/tenders/{tender['id']}")).json()


async def test_a_draft_is_composed_for_its_owner_and_kept_for_nobody(prenan: Platform) -> None:
    draft = a_tender(status="draft")
    prenan.tenders.documents[draft["id"]] = draft
    key = await prenan.bearer("purchasing-referent")
    shown = await prenan.http.get(f"/tenders/{draft['id']}", headers=key)
    assert orjson.loads(shown.content)["area_figures"]
    assert (await prenan.http.get(f"/tenders/{draft['id']}")).status_code == 404
