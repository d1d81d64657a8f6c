"""The desk shows what waits by the scopes of a key; its forms act once, on the version shown, and keep the rest."""

import re
from typing import Any

from tests.unit.gateway.web.stub import BUYER, Stub, page

ONE = "0190a000-0000-7000-8000-000000000001"
CLAUSES = {"environmental": False, "social": False, "equality": False, "innovation": False, "reserved": "prison"}
CRITERIA = [{"name": "Prix", "kind": "price", "weight": 100, "price_formula": "linear", "maximum": None}]
LOT: dict[str, Any] = {
    "number": 1, "title": "Lannion", "status": "open", "award": None, "criteria": CRITERIA, "clauses": CLAUSES,
    "places": ["FRH01"], "value": None, "months": 12, "insertion_hours": 30,
}  # fmt: skip
TENDER: dict[str, Any] = {
    "id": ONE, "title": "Espaces verts", "buyer": BUYER, "department": "schools", "area": "environment-and-energy",
    "procedure": "adapted", "nature": "services", "cpv": "77310000", "estimated_value": {"amount": "1000.00"},
    "places": [], "lots": [LOT], "status": "draft", "deadline": None, "revision": 7, "committee": None,
    "languages": ["fr", "br"], "single_lot_reason": None, "technique": "simple",
}  # fmt: skip
QUESTION = {"id": ONE, "text": "Quel format ?", "status": "asked", "revision": 3, "asked_at": "2026-11-20T09:00:00Z"}
CALL = {
    f"GET /tenders/{ONE}": TENDER | {"status": "published"},
    f"GET /tenders/{ONE}/questions": page(QUESTION),
    f"POST /tenders/{ONE}/questions/{ONE}/answer": {},
}
DRAFT = {f"GET /tenders/{ONE}": TENDER, f"PUT /tenders/{ONE}": TENDER}
FORM = {"title": "Parcs", "buyer": BUYER, "direction": "schools", "lot-0": "Lannion", "criterion-0": "Prix"}


async def test_what_waits_follows_the_scopes_of_the_key() -> None:
    answers = {"GET /tenders": page(TENDER), f"GET /tenders/{ONE}/questions": page(), "GET /supplier-claims": page()}
    referent = (await Stub(answers).get("/fr/desk")).text
    member = (await Stub(answers, role="opening-committee-member").get("/fr/desk")).text
    assert 'id="drafts"' in referent
    assert 'id="openings"' not in referent
    assert 'id="drafts"' not in member
    assert "Offres à ouvrir" in member


async def test_a_part_whose_service_is_away_says_so_and_the_others_stand() -> None:
    answers = {"GET /tenders": page(TENDER), f"GET /tenders/{ONE}/questions": page(), "GET /renewals": 503}
    shown = (await Stub(answers).get("/fr/desk")).text
    assert re.search(r'id="ending">.*?Cette partie ne répond pas', shown, re.DOTALL)
    assert re.search(r'id="drafts">.*?Espaces verts', shown, re.DOTALL)


async def test_a_form_acts_once_on_the_version_that_it_shows() -> None:
    api = Stub(CALL)
    shown = (await api.get(f"/fr/desk/tenders/{ONE}")).text
    once = re.findall(r'name="once" value="(\w+)"', shown)[0]
    fields = {"act": "answer", "of": ONE, "once": once, "version": "3", "text": "PDF", "to": "all"}
    first, again = [await api.post(f"/fr/desk/tenders/{ONE}", **fields) for _ in range(2)]
    assert (first.status_code, again.status_code) == (303, 303)
    told, repeated = api.asked
    assert told.body == {"text": "PDF", "to": "all"}
    assert told.headers["if-match"] == '"3"'
    assert told.headers["idempotency-key"] == repeated.headers["idempotency-key"]
    await api.post(f"/fr/desk/tenders/{ONE}", **fields | {"once": "another"})
    assert api.asked[2].headers["idempotency-key"] != told.headers["idempotency-key"]


async def test_what_is_wrong_stands_beside_its_field_and_what_was_written_stays() -> None:
    flaw = {"errors": [{"pointer": "/body/lots/0/value/amount", "code": "decimal", "detail": "not a number"}]}
    answer = await Stub({"POST /tenders": flaw}).post("/fr/desk/draft", **FORM | {"act": "keep", "value-0": "beaucoup"})
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    field = re.search(r'<input id="value-0"[^>]*>', answer.text)
    assert field is not None
    assert 'value="beaucoup"' in field[0]
    assert 'aria-describedby="value-0-flaw"' in field[0]
    assert "cette valeur ne convient pas." in answer.text


async def test_a_draft_keeps_what_its_form_does_not_ask() -> None:
    api = Stub(DRAFT)
    await api.post(f"/fr/desk/tenders/{ONE}/draft", **FORM | {"act": "keep", "version": "7", "environmental": "1"})
    [kept] = api.asked
    assert kept.headers["if-match"] == '"7"'
    assert (kept.body["title"], kept.body["languages"]) == ("Parcs", ["fr", "br"])
    [lot] = kept.body["lots"]
    assert (lot["insertion_hours"], lot["places"]) == (30, ["FRH01"])
    assert lot["clauses"] == CLAUSES | {"environmental": True}
    assert lot["criteria"][0]["price_formula"] == "linear"


async def test_lots_with_criteria_of_their_own_keep_them() -> None:
    other = LOT | {"number": 2, "criteria": [{"name": "Coût", "kind": "life-cycle-cost", "weight": 100}]}
    api = Stub(DRAFT | {f"GET /tenders/{ONE}": TENDER | {"lots": [LOT, other]}})
    await api.post(f"/fr/desk/tenders/{ONE}/draft", **FORM | {"act": "keep", "lot-1": "Paimpol"})
    assert [lot["criteria"][0]["name"] for lot in api.asked[0].body["lots"]] == ["Prix", "Coût"]


async def test_an_act_that_the_page_does_not_offer_is_no_page() -> None:
    api = Stub(CALL)
    answer = await api.post(f"/fr/desk/tenders/{ONE}", act="cancellation", once="a")
    assert (answer.status_code, api.asked) == (404, [])


async def test_a_company_that_is_not_in_the_register_is_told_so() -> None:
    answers = {f"GET /{one}": page() for one in ("saved-searches", "bids", "invitations")}
    api = Stub(answers, role="supplier", organisation="00000101600013")
    shown = (await api.get("/en/desk")).text
    assert "Your company is not in the directory yet." in shown
    assert "does not answer now" not in shown


async def test_a_company_finds_its_bids_and_what_it_was_asked() -> None:
    bid = {"id": ONE, "title": "Espaces verts", "received_at": "2026-11-20T09:00:00Z", "questioned": []}
    asked = {"id": ONE, "title": "Pierre", "deadline": "2026-12-20T09:00:00Z", "status": "open", "standing": "invited"}
    answers = {
        "GET /bids": page(
            bid | {"status": "opened"}, bid | {"status": "sealed"}, bid | {"status": "opened", "questioned": [1]}
        ),
        "GET /invitations": page(asked),
    }
    shown = (await Stub(answers, role="supplier", organisation="00000101600013").get("/fr/desk")).text
    for path in (
        f"/bids/{ONE}/result",
        f"/bids/{ONE}",
        f"/bids/{ONE}/justification",
        f"/sourcing-requests/{ONE}/invitation",
    ):
        assert f'href="/fr{path}"' in shown, path


async def test_a_share_is_given_by_its_file() -> None:
    path, committee = f"/tenders/{ONE}/opening/shares", {"threshold": 2, "members": []}
    closed = {f"GET /tenders/{ONE}": TENDER | {"status": "closed", "committee": committee}}
    api = Stub(CALL | closed | {f"POST {path}": {}}, role="opening-committee-member")
    assert 'id="share"' in (await api.get(f"/fr/desk/tenders/{ONE}")).text, "the first share, before any other"
    given = await api.send(f"/fr/desk/tenders/{ONE}/share", "part.json", b'{"index": 2, "value": "x"}')
    assert given.headers["location"] == f"/fr/desk/tenders/{ONE}?done=share"
    assert [(one.path, one.body) for one in api.asked] == [(path, {"index": 2, "value": "x"})]
    assert (await api.send(f"/fr/desk/tenders/{ONE}/share", "part.json", b"no share")).status_code == 400


async def test_the_grid_sends_the_marks_that_were_given_on_the_version_shown() -> None:
    marked = CRITERIA[0] | {"weight": 60}, {"name": "Carbone", "kind": "environment", "weight": 40}
    lot = f"/tenders/{ONE}/lots/1"
    evaluation = {
        "revision": 5, "status": "open", "appointments": [{"evaluators": ["anne"]}], "declarations": [], "scores": [],
        "ranking": [], "admissible": [ONE], "suspects": {}, "inquiries": [],
    }  # fmt: skip
    bid = {"id": ONE, "bidder": {"scheme": "SIRET", "id": "00000101600013"}, "lots": [1], "received_at": None}
    answers = {
        f"GET /tenders/{ONE}": TENDER | {"status": "opened", "lots": [LOT | {"criteria": list(marked)}]},
        f"GET /tenders/{ONE}/bids": page(bid), f"GET {lot}/evaluation": evaluation,
        f"PUT {lot}/evaluation/scores": evaluation,
    }  # fmt: skip
    api = Stub(answers, role="evaluator")
    shown = (await api.get(f"/fr/desk{lot}")).text
    assert f'name="score:{ONE}:2"' in shown
    assert f'name="score:{ONE}:1"' not in shown
    fields = {f"score:{ONE}:2": "7,5", f"reason:{ONE}:2": "Sobre", "act": "scores", "version": "5"}
    await api.post(f"/fr/desk{lot}", **fields)
    [told] = api.asked
    assert told.headers["if-match"] == '"5"'
    assert told.body == {"scores": [{"bid": ONE, "criterion": "2", "score": "7.5", "reason": "Sobre"}]}
