"""Profiles, dashboards, contracts and the search: what they are made of, for whom, and with what missing."""

import time
from typing import Any
from uuid import uuid4

from tests.component.gateway.platform import Platform
from tests.component.gateway.stubs import HOLDER, a_tender

BUYER = "23350001600040"
PROFILE = f"/suppliers/{HOLDER}/profile"
PAGE: dict[str, Any] = {"items": [], "next": None, "prev": None}


def _with_profile(prenan: Platform) -> None:
    prenan.suppliers.documents |= {
        f"/suppliers/{HOLDER}/certificates": PAGE | {"items": [{"kind": "RGE"}]},
        f"/suppliers/{HOLDER}/caution": {"reason": "late"},
        f"/suppliers/{HOLDER}/notes": PAGE,
        f"/suppliers/{HOLDER}/awards": PAGE | {"items": [{"lot": 1}]},
    }
    prenan.analytics.documents["/observatory/suppliers/798785085"] = {"company": "798785085"}


async def test_a_profile_holds_the_registry_and_every_part_that_anyone_may_see(prenan: Platform) -> None:
    _with_profile(prenan)
    shown = (await prenan.http.get(PROFILE)).json()
    assert shown["name"] == "Kerbrat"
    assert shown["certificates"]["items"] == [{"kind": "RGE"}]
    assert shown["awards"]["items"] == [{"lot": 1}]
    assert shown["figures"]["company"] == "798785085"
    assert "own" not in shown


async def test_what_an_organisation_noted_is_shown_to_its_own_key_and_kept_for_nobody(prenan: Platform) -> None:
    _with_profile(prenan)
    key = await prenan.bearer("purchasing-referent", organisation=BUYER)
    answer = await prenan.http.get(PROFILE, headers=key)
    own = answer.json()["own"]
    assert own["caution"]["reason"] == "late"
    assert own["caution"]["asked"] == f"buyer={BUYER}"
    assert own["notes"]["for"] == f"purchasing-referent@{BUYER}"
    assert answer.headers["cache-control"] == "private, no-cache"
    assert "own" not in (await prenan.http.get(PROFILE)).json()


async def test_a_restricted_part_that_is_asked_for_by_name_is_refused_to_others(prenan: Platform) -> None:
    _with_profile(prenan)
    refused = await prenan.http.get(f"{PROFILE}?include=own")
    assert (refused.status_code, refused.json()["code"]) == (401, "unauthenticated")
    refused = await prenan.http.get(f"{PROFILE}?include=own", headers=await prenan.bearer("supplier"))
    assert (refused.status_code, refused.json()["code"]) == (403, "scope-missing")
    assert not any("caution" in path or "notes" in path for path in prenan.suppliers.asked)


async def test_a_part_that_its_service_knows_nothing_of_is_null(prenan: Platform) -> None:
    _with_profile(prenan)
    del prenan.analytics.documents["/observatory/suppliers/798785085"]
    shown = (await prenan.http.get(PROFILE)).json()
    assert shown["figures"] is None
    assert "partial" not in shown


async def test_a_profile_of_nobody_is_the_registrys_own_problem(prenan: Platform) -> None:
    answer = await prenan.http.get("/suppliers/00000000000000/profile")
    assert (answer.status_code, answer.json()["code"]) == (404, "supplier-not-found")


async def test_parts_are_chosen_and_only_what_may_be_vouched_for_is_kept(prenan: Platform) -> None:
    _with_profile(prenan)
    for _ in range(2):
        shown = (await prenan.http.get(f"{PROFILE}?include=certificates")).json()
    assert {"certificates", "awards", "figures"} & set(shown) == {"certificates"}
    assert prenan.suppliers.asked[f"/suppliers/{HOLDER}/certificates"] == 1
    for _ in range(2):
        await prenan.http.get(f"{PROFILE}?include=awards")
    assert prenan.suppliers.asked[f"/suppliers/{HOLDER}/awards"] == 2
    prenan.registrations.tell("some-id", supplier={"identifier": {"scheme": "SIRET", "id": HOLDER}})
    await prenan.followed()
    await prenan.http.get(f"{PROFILE}?include=certificates")
    assert prenan.suppliers.asked[f"/suppliers/{HOLDER}/certificates"] == 2


async def test_an_unknown_part_is_refused_with_those_that_there_are(prenan: Platform) -> None:
    answer = await prenan.http.get(f"{PROFILE}?include=certificates,prices")
    assert (answer.status_code, answer.json()["code"]) == (422, "include-unknown")
    assert answer.json()["parts"] == ["certificates", "awards", "figures", "own"]


async def test_members_are_chosen_at_any_depth_and_the_answer_says_so(prenan: Platform) -> None:
    tender = a_tender()
    prenan.tenders.documents[tender["id"]] = tender
    answer = await prenan.http.get(f"/tenders/{tender['id']}?include=&fields=title,lots.number")
    lots = [{"number": 1}, {"number": 2}]
    assert answer.json() == {"title": "Roads", "lots": lots, "fields": ["title", "lots.number"]}
    again = await prenan.http.get(answer.url, headers={"If-None-Match": answer.headers["etag"]})
    assert again.status_code == 304
    whole = await prenan.http.get(f"/tenders/{tender['id']}?include=")
    assert whole.headers["etag"] != answer.headers["etag"]


async def test_members_of_a_plain_read_are_chosen_too_and_links_keep_the_choice(prenan: Platform) -> None:
    prenan.suppliers.documents["/suppliers/1"] = PAGE | {"items": [{"a": 1, "b": 2}], "next": "/suppliers?cursor=x"}
    answer = await prenan.http.get("/suppliers/1?fields=items.a")
    assert answer.json()["items"] == [{"a": 1}]
    assert answer.json()["next"] == "/suppliers?cursor=x&fields=items.a"
    assert prenan.suppliers.last is not None
    assert prenan.suppliers.last.url.query == ""


async def test_members_that_cannot_be_read_are_refused(prenan: Platform) -> None:
    for wrong in ("a..b", "a b", "a.b.c.d.e.f.g", ",".join(["a"] * 51)):
        answer = await prenan.http.get("/tenders", params={"fields": wrong})
        assert (answer.status_code, answer.json()["code"]) == (422, "fields-unreadable")


async def test_a_dashboard_needs_its_figures_and_does_without_the_rest(prenan: Platform) -> None:
    prenan.analytics.documents |= {"/figures": {"items": []}, "/targets": {"items": []}}
    prenan.analytics.documents["/observatory/quality"] = {"grade": "A"}
    prenan.tenders.awake.clear()
    began = time.monotonic()
    shown = (await prenan.http.get("/departments/rail/dashboard")).json()
    assert time.monotonic() - began < 1.5
    assert "department=rail" in shown["figures"]["asked"]
    assert [one["part"] for one in shown["partial"]] == ["plan", "tenders", "contracts"]
    prenan.analytics.awake.clear()
    prenan.app.state.platform.shelf.clear()
    answer = await prenan.http.get("/departments/rail/dashboard")
    assert (answer.status_code, answer.json()["part"]) == (503, "figures")


async def test_a_department_that_is_not_there_is_not_found(prenan: Platform) -> None:
    answer = await prenan.http.get("/departments/35/dashboard")
    assert (answer.status_code, answer.json()["code"]) == (404, "department-not-found")


async def test_a_contract_is_shown_with_its_award_names_and_flags_for_those_who_may(prenan: Platform) -> None:
    tender = a_tender()
    number = str(uuid4())
    prenan.tenders.documents |= {
        tender["id"]: tender,
        number: {"id": number, "procedure_id": tender["id"], "lot": 1, "contract": tender["lots"][0]["award"]},
        f"/contracts/{number}/modifications": PAGE,
        f"/contracts/{number}/acts": PAGE,
    }
    prenan.analytics.documents[f"/observatory/contracts/{number}"] = {"flags": ["SINGLE"]}
    shown = (await prenan.http.get(f"/contracts/{number}")).json()
    assert shown["award"] == tender["lots"][0]["award"]
    assert shown["supplier_names"][HOLDER] == "Kerbrat"
    assert "kind=payment" in shown["payments"]["asked"]
    assert "red_flags" not in shown
    seen = await prenan.http.get(f"/contracts/{number}?include=red_flags", headers=await prenan.bearer("legal-adviser"))
    assert seen.json()["red_flags"] == ["SINGLE"]


async def test_a_search_asks_everyone_at_once_and_fails_only_when_nobody_answers(prenan: Platform) -> None:
    prenan.tenders.documents["/plan-entries"] = PAGE
    prenan.analytics.documents["/observatory/contracts"] = PAGE | {"total": 7}
    shown = (await prenan.http.get("/search?q=pont%20neuf")).json()
    assert set(shown) == {"tenders", "plan_entries", "contracts", "suppliers"}
    assert shown["contracts"]["total"] == 7
    assert "q=pont+neuf&limit=5" in shown["contracts"]["asked"]
    for stub in (prenan.tenders, prenan.suppliers, prenan.analytics):
        stub.awake.clear()
    answer = await prenan.http.get("/search?q=autre")
    assert (answer.status_code, answer.json()["code"]) == (503, "upstream-unavailable")


async def test_a_search_for_nothing_is_refused(prenan: Platform) -> None:
    assert (await prenan.http.get("/search?q=")).status_code == 422
