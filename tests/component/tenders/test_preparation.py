"""A tender prepared by several people: approval, the record of who did what, duplicates and templates."""

from typing import Any

import asyncpg
import httpx
import pytest

from contracts.reference.authorities import approval_policy
from tests.component.tenders.desk import OTHER_BUYER, REGION, TERMS, Desk

NOWHERE = "0197f3a0-0000-7000-8000-000000000000"
STRICT_BUYER = "00000001800010"
REFERENT = {"client": "referent", "scopes": frozenset({"tenders:write", "tenders:review", "reviews:referent"})}
LEGAL = {"client": "legal", "scopes": frozenset({"tenders:review", "reviews:legal"})}
PRESCRIBER = {"client": "prescriber", "scopes": frozenset({"tenders:review", "reviews:prescriber"})}
DEADLINE = {"deadline": "2026-07-01T10:00:00Z"}


async def drafted(desk: Desk, buyer: str = STRICT_BUYER, **terms: Any) -> str:
    answer = await desk.post("/tenders", {**TERMS, "buyer": buyer, **terms}, **REFERENT, organisation=buyer)
    assert answer.status_code == 201, answer.text
    return answer.headers["Location"]


async def act(desk: Desk, path: str, name: str, who: dict[str, Any], body: Any = None) -> httpx.Response:
    return await desk.post(f"{path}/{name}", {} if body is None else body, organisation=STRICT_BUYER, **who)


async def approved(desk: Desk) -> str:
    path = await drafted(desk)
    for name, who in (("review", REFERENT), ("review/approval", REFERENT), ("review/approval", LEGAL)):
        assert (await act(desk, path, name, who)).status_code == 201
    return path


async def status(desk: Desk, path: str) -> str:
    return (await desk.get(path, organisation="*")).json()["status"]  # type: ignore[no-any-return]


async def test_a_buyer_whose_policy_asks_for_approval_does_not_publish_a_draft(desk: Desk) -> None:
    path = await drafted(desk)
    refused = await act(desk, path, "publication", REFERENT, DEADLINE)
    policy = approval_policy(STRICT_BUYER)
    assert policy is not None
    assert (refused.status_code, refused.json()["code"]) == (409, "approval-missing")
    assert (refused.json()["policy"], refused.json()["chain"]) == (policy.source, ["referent", "legal"])
    assert (await desk.facts(), await status(desk, path)) == ([], "draft")


async def test_an_approved_tender_is_published_and_nothing_of_the_review_is_told(desk: Desk) -> None:
    path = await approved(desk)
    assert await status(desk, path) == "approved"
    published = await act(desk, path, "publication", REFERENT, DEADLINE)
    assert published.json()["status"] == "published"
    assert await desk.told() == ["TenderPublished"]


async def test_a_small_purchase_needs_no_approval(desk: Desk) -> None:
    path = await drafted(desk, estimated_value={"amount": "60000.00"}, procedure="adapted")
    assert (await act(desk, path, "publication", REFERENT, DEADLINE)).status_code == 201


async def test_every_step_is_the_turn_of_one_role_and_one_person(desk: Desk) -> None:
    path = await drafted(desk)
    early = await act(desk, path, "review/approval", REFERENT)
    assert early.json()["code"] == "illegal-move"
    await act(desk, path, "review", REFERENT)
    for who in (LEGAL, PRESCRIBER):
        answer = await act(desk, path, "review/approval", who)
        assert (answer.status_code, answer.json()["code"], answer.json()["role"]) == (
            403,
            "step-of-another-role",
            "referent",
        )
    await act(desk, path, "review/approval", REFERENT)
    both = {**REFERENT, "scopes": LEGAL["scopes"]}
    twice = await act(desk, path, "review/approval", both)
    assert (twice.status_code, twice.json()["code"]) == (403, "four-eyes")
    assert await status(desk, path) == "in-review"


async def test_a_request_for_changes_leads_back_to_the_draft_and_every_round_is_kept(desk: Desk) -> None:
    path = await drafted(desk)
    submitted = await act(desk, path, "review", REFERENT)
    sent_back = await act(desk, path, "review/change-request", REFERENT, {"comment": "Allotir"})
    assert (submitted.json()["status"], sent_back.json()["status"]) == ("in-review", "draft")
    await act(desk, path, "review", REFERENT)
    recalled = await act(desk, path, "review/recall", REFERENT)
    read = await desk.get(f"{path}/review", organisation=STRICT_BUYER, **LEGAL)
    assert read.json() == recalled.json()
    assert (read.headers["ETag"], read.headers["Cache-Control"]) == (recalled.headers["ETag"], "private, no-store")
    assert [one["status"] for one in read.json()["rounds"]] == ["changes-requested", "recalled"]
    step = read.json()["rounds"][0]["steps"][0]
    assert (step["client"], step["comment"], step["at"]) == ("referent", "Allotir", "2026-03-02T10:00:00+01:00")


async def test_a_change_of_an_approved_tender_needs_a_new_approval(desk: Desk) -> None:
    path = await approved(desk)
    body = {**TERMS, "buyer": STRICT_BUYER, "title": "Autre"}
    changed = await desk.call("PUT", path, body, organisation=STRICT_BUYER, if_match="*", **REFERENT)
    assert changed.json()["status"] == "draft"
    assert (await act(desk, path, "publication", REFERENT, DEADLINE)).json()["code"] == "approval-missing"


async def test_a_tender_in_review_is_left_alone(desk: Desk) -> None:
    path = await drafted(desk)
    await act(desk, path, "review", REFERENT)
    body = {**TERMS, "buyer": STRICT_BUYER}
    changed = await desk.call("PUT", path, body, organisation=STRICT_BUYER, if_match="*", **REFERENT)
    again = await act(desk, path, "review", REFERENT)
    assert (changed.json()["code"], again.json()["code"]) == ("illegal-move", "illegal-move")


async def test_a_review_honours_the_revision_that_was_read(desk: Desk) -> None:
    path = await drafted(desk)
    stale = await desk.post(f"{path}/review", {}, organisation=STRICT_BUYER, if_match='"7"', **REFERENT)
    assert (stale.status_code, stale.json()["code"]) == (412, "precondition-failed")


async def test_the_record_says_who_did_what_in_order(desk: Desk) -> None:
    path = await approved(desk)
    refused = await act(desk, path, "publication", REFERENT, {"deadline": "2026-03-03T10:00:00Z"})
    assert refused.status_code == 422
    await act(desk, path, "publication", REFERENT, DEADLINE)
    page = (await desk.get(f"{path}/record?limit=3", organisation=STRICT_BUYER, **LEGAL)).json()
    rest = (await desk.get(page["next"], organisation=STRICT_BUYER, **LEGAL)).json()
    acts = page["items"] + rest["items"]
    assert [(one["act"], one["client"], one["detail"]["status"]) for one in acts] == [
        ("draft", "referent", "draft"),
        ("submit", "referent", "in-review"),
        ("approve", "referent", "in-review"),
        ("approve", "legal", "approved"),
        ("publish", "referent", "published"),
    ]
    assert [one["detail"]["revision"] for one in acts] == [1, 2, 3, 4, 5]
    assert {one["at"] for one in acts} == {"2026-03-02T10:00:00+01:00"}


async def test_what_the_clock_does_is_on_the_record_too(desk: Desk) -> None:
    path = await desk.close()
    items = (await desk.get(f"{path}/record")).json()["items"]
    assert [(one["act"], one["client"]) for one in items] == [
        ("draft", "a key"),
        ("publish", "a key"),
        ("closed", "clock"),
    ]


async def test_an_act_that_is_repeated_under_its_key_is_recorded_once(desk: Desk) -> None:
    for _ in range(2):
        answer = await desk.post("/tenders", TERMS, idempotency_key="k")
    assert len((await desk.get(f"{answer.headers['Location']}/record")).json()["items"]) == 1


@pytest.mark.parametrize(
    "change", ["UPDATE act_record SET client = 'x'", "DELETE FROM act_record", "TRUNCATE act_record"]
)
async def test_the_record_is_only_ever_added_to(desk: Desk, change: str) -> None:
    await desk.draft()
    with pytest.raises(asyncpg.RaiseError, match="only ever added to"):
        await desk.database.reads.execute(change)


async def test_a_duplicate_has_the_terms_and_lots_and_nothing_of_what_became_of_them(desk: Desk) -> None:
    path = await desk.award(lots=[{"number": 1, "title": "Gros œuvre", "value": {"amount": "7.00"}}])
    original, copy = (await desk.get(path)).json(), await desk.post(f"{path}/duplicate", None)
    made = copy.json()
    kept = [name for name in TERMS if name != "lots"]
    assert copy.headers["Location"] == f"/tenders/{made['id']}" != path
    assert {name: made[name] for name in kept} == {name: original[name] for name in kept}
    assert (made["status"], made["deadline"], made["published_at"], made["revision"]) == ("draft", None, None, 1)
    [lot] = made["lots"]
    assert (lot["status"], lot["award"], lot["value"]["amount"]) == ("open", None, "7.00")
    assert (await desk.get(path)).json() == original


async def template(desk: Desk, body: dict[str, Any], **options: Any) -> dict[str, Any]:
    answer = await desk.post("/templates", {"name": "Travaux", **body}, **options)
    assert answer.status_code == 201, answer.text
    read = await desk.get(answer.headers["Location"], **options)
    assert (read.json(), read.headers["ETag"]) == (answer.json(), answer.headers["ETag"])
    return answer.json()  # type: ignore[no-any-return]


async def test_a_tender_begins_with_a_template_but_for_what_is_given(desk: Desk) -> None:
    of_terms = await template(desk, {"terms": TERMS})
    of_tender = await template(desk, {"tender_id": (await desk.draft()).rsplit("/", 1)[1]})
    assert of_terms["terms"] == of_tender["terms"]
    for one in (of_terms, of_tender):
        changes = {"title": "Lycée Chateaubriand", "lots": [{"number": 1, "title": "Toiture"}]}
        made = (await desk.post(f"/templates/{one['id']}/tenders", changes)).json()
        assert (made["title"], made["lots"][0]["title"], made["cpv"]) == (
            "Lycée Chateaubriand",
            "Toiture",
            TERMS["cpv"],
        )
        assert (await desk.get(f"/tenders/{made['id']}")).json() == made
    whole = (await desk.post(f"/templates/{of_terms['id']}/tenders", {})).json()
    assert (whole["title"], whole["lots"][0]["title"]) == (TERMS["title"], "Gros œuvre")


async def test_a_template_keeps_nothing_that_belongs_to_one_purchase(desk: Desk) -> None:
    made = await template(desk, {"terms": {**TERMS, "sourcing_request": NOWHERE}})
    assert made["terms"]["sourcing_request"] is None


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({}, "invalid-request"),
        ({"tender_id": NOWHERE, "terms": TERMS}, "invalid-request"),
        ({"tender_id": NOWHERE}, "tender-not-found"),
        ({"terms": {**TERMS, "area": "no-such-code"}}, "area-unknown"),
        ({"terms": {**TERMS, "lots": [{"number": 2, "title": "B"}]}}, "lots-misnumbered"),
        ({"terms": {**TERMS, "buyer": OTHER_BUYER}}, "not-the-buyer"),
    ],
)
async def test_a_template_of_what_could_not_be_drafted_is_refused(desk: Desk, body: dict[str, Any], code: str) -> None:
    assert (await desk.post("/templates", {"name": "Travaux", **body})).json()["code"] == code


async def test_a_template_is_its_organisations_alone_and_the_operators_is_for_all(desk: Desk) -> None:
    own, shared = await template(desk, {"terms": TERMS}), await template(desk, {"terms": TERMS}, organisation="*")
    seen = (await desk.get("/templates?limit=1", organisation=OTHER_BUYER)).json()
    assert ([one["id"] for one in seen["items"]], seen["next"]) == ([shared["id"]], None)
    assert len((await desk.get("/templates")).json()["items"]) == 2
    for method, path, body in (
        ("GET", f"/templates/{own['id']}", None),
        ("POST", f"/templates/{own['id']}/tenders", {}),
        ("POST", f"/templates/{NOWHERE}/tenders", {}),
    ):
        answer = await desk.call(method, path, body, organisation=OTHER_BUYER)
        assert (answer.status_code, answer.json()["code"]) == (404, "template-not-found")
    made = await desk.post(f"/templates/{shared['id']}/tenders", {}, organisation=OTHER_BUYER)
    assert (made.status_code, made.json()["buyer"]) == (201, OTHER_BUYER)
    for name in ("/templates", f"/templates/{shared['id']}"):
        assert (await desk.get(name, scopes=None)).status_code == 401


async def test_to_other_buyers_the_preparation_of_a_draft_does_not_exist(desk: Desk) -> None:
    path = await desk.draft()
    everything = frozenset({"tenders:write", "tenders:review", "reviews:prescriber"})
    for method, name, body in (
        ("GET", "review", None),
        ("GET", "record", None),
        ("POST", "review", {}),
        ("POST", "review/approval", {}),
        ("POST", "review/change-request", {"comment": "Non"}),
        ("POST", "review/recall", {}),
        ("POST", "duplicate", {}),
    ):
        answer = await desk.call(method, f"{path}/{name}", body, organisation=OTHER_BUYER, scopes=everything)
        assert (answer.status_code, answer.json()["code"]) == (404, "tender-not-found"), name
        assert (await desk.call(method, f"{path}/{name}", body, scopes=None)).status_code == 401
    public = await desk.publish()
    for name in ("review", "record"):
        assert (await desk.get(f"{public}/{name}", organisation=OTHER_BUYER)).status_code == 404
        assert (await desk.get(f"{public}/{name}", organisation=None)).status_code == 404
        assert (await desk.get(f"{public}/{name}")).status_code == 200


@pytest.mark.parametrize(
    ("method", "path", "body", "scope"),
    [
        ("POST", f"/tenders/{NOWHERE}/review", {}, "tenders:write"),
        ("POST", f"/tenders/{NOWHERE}/review/recall", {}, "tenders:write"),
        ("POST", f"/tenders/{NOWHERE}/review/approval", {}, "tenders:review"),
        ("POST", f"/tenders/{NOWHERE}/review/change-request", {"comment": "Non"}, "tenders:review"),
        ("GET", f"/tenders/{NOWHERE}/review", None, "tenders:review"),
        ("GET", f"/tenders/{NOWHERE}/record", None, "tenders:review"),
        ("POST", f"/tenders/{NOWHERE}/duplicate", {}, "tenders:write"),
        ("POST", "/templates", {"name": "Travaux", "terms": TERMS}, "tenders:write"),
        ("POST", f"/templates/{NOWHERE}/tenders", {}, "tenders:write"),
        ("GET", "/templates", None, "tenders:write"),
    ],
)
async def test_every_step_of_the_preparation_asks_for_its_scope(
    desk: Desk, method: str, path: str, body: Any, scope: str
) -> None:
    refused = await desk.call(method, path, body, scopes=frozenset({"contracts:write"}))
    passed = await desk.call(method, path, body, scopes=frozenset({scope}))
    assert (refused.status_code, refused.json()["scope"]) == (403, scope)
    assert passed.status_code not in (401, 403)


async def test_a_buyer_without_a_policy_may_still_ask_for_approval(desk: Desk) -> None:
    path = await drafted(desk, REGION)
    submitted = await desk.post(f"{path}/review", {}, **REFERENT)
    steps = submitted.json()["rounds"][0]["steps"]
    assert [step["role"] for step in steps] == ["prescriber", "referent", "legal"]
    taken = await desk.post(f"{path}/review/approval", {"comment": "Besoin confirmé"}, **PRESCRIBER)
    assert taken.json()["rounds"][0]["steps"][0]["comment"] == "Besoin confirmé"
