"""What is signed at the desk: lots once, calls under a framework; and prices are questioned before they are judged."""

from typing import Any

from tests.unit.gateway.web.stub import BUYER, Stub, page
from tests.unit.gateway.web.test_desk import LOT, ONE, TENDER

LOT_PATH = f"/tenders/{ONE}/lots/1"
COMPANY = {"scheme": "SIRET", "id": "00000101600013"}
AWARDED = LOT | {
    "status": "awarded",
    "award": {"holders": [{"name": "A"}], "value": {"amount": "9.00"}, "awarded_at": "2026-11-02T09:00:00Z"},
}
CONTRACT: dict[str, Any] = {
    "id": ONE, "lot": 1, "status": "notified", "version": 3, "execution": None,
    "contract": {
        "title": "Papier", "reference": "2026-AC-1", "buyer": BUYER, "technique": "framework", "holders": [
            {"name": "Librairie A", "role": "sole", "identifier": COMPANY},
            {"name": "Librairie B", "role": "sole", "identifier": {"scheme": "VAT", "id": "DE1"}},
        ], "initial": {"amount": "100.00"}, "current": None, "signed_on": "2026-11-01", "framework": None,
    },
}  # fmt: skip
LEFT = {"maximum": {"amount": "100000.00"}, "consumed": {"amount": "60000.00"}, "left": {"amount": "40000.00"}}
FRAMEWORK = {
    f"GET /contracts/{ONE}": CONTRACT, f"GET /contracts/{ONE}/consumption": LEFT, "GET /contracts": page(),
    f"POST /contracts/{ONE}/call-offs": CONTRACT | {"id": "two"},
}  # fmt: skip
INQUIRY = {
    "bid_id": ONE, "lot": 1, "status": "asked", "due": "2026-12-01T11:00:00Z", "version": 1, "justification": None,
    "decision": None,
}  # fmt: skip


def a_lot(**evaluation: Any) -> dict[str, Any]:
    """A lot whose one bid seems too low."""
    begun = {
        "revision": 5, "status": "open", "appointments": [], "declarations": [], "scores": [], "ranking": [],
        "admissible": [ONE], "suspects": {ONE: ["half-estimate"]}, "inquiries": [], **evaluation,
    }  # fmt: skip
    bid = {"id": ONE, "bidder": COMPANY, "lots": [1], "received_at": None}
    return {
        f"GET /tenders/{ONE}": TENDER | {"status": "opened"},
        f"GET /tenders/{ONE}/bids": page(bid),
        f"GET {LOT_PATH}/evaluation": begun,
    }


async def test_what_waits_for_a_signature_is_on_the_desk() -> None:
    shown = (await Stub({"GET /tenders": page(TENDER)}, role="mandatary").get("/fr/desk")).text
    assert "Contrats à signer" in shown


async def test_a_lot_is_signed_once() -> None:
    answers = {f"GET /tenders/{ONE}": TENDER | {"status": "awarded", "lots": [AWARDED]}}
    offered = (await Stub(answers, role="mandatary").get(f"/fr/desk{LOT_PATH}")).text
    assert "/fr/desk/contracts/new" in offered
    signed = (
        await Stub(answers | {"GET /contracts": page(CONTRACT)}, role="mandatary").get(f"/fr/desk{LOT_PATH}")
    ).text
    assert "/fr/desk/contracts/new" not in signed
    assert f'href="/fr/desk/contracts/{ONE}"' in signed


async def test_a_framework_shows_what_is_left_and_is_called_with_one_of_its_holders() -> None:
    api = Stub(FRAMEWORK, role="mandatary")
    shown = (await api.get(f"/fr/desk/contracts/{ONE}/call-offs")).text.replace("\u202f", " ")
    assert "40 000" in shown
    called = await api.post(
        f"/fr/desk/contracts/{ONE}/call-offs",
        reference="2026-MS-1", title="Livres", value="60 000,00 €", signed_on="2026-11-23", months="", holder="VAT:DE1",
    )  # fmt: skip
    assert called.headers["location"] == "/fr/desk/contracts/two?done=signature"
    assert api.asked[0].body == {
        "reference": "2026-MS-1", "title": "Livres", "value": {"amount": "60000.00"}, "signed_on": "2026-11-23",
        "holder": {"scheme": "VAT", "id": "DE1"},
    }  # fmt: skip


async def test_what_is_no_framework_has_no_calls() -> None:
    simple = CONTRACT | {"contract": CONTRACT["contract"] | {"technique": "simple"}}
    api = Stub(FRAMEWORK | {f"GET /contracts/{ONE}": simple}, role="mandatary")
    assert (await api.get(f"/fr/desk/contracts/{ONE}/call-offs")).status_code == 404


async def test_a_price_that_seems_too_low_is_questioned_with_the_rule_that_says_so() -> None:
    api = Stub(a_lot() | {f"POST /tenders/{ONE}/bids/{ONE}/lots/1/justification-request": INQUIRY}, role="evaluator")
    assert "Sous la moitié de l’estimation" in (await api.get(f"/fr/desk{LOT_PATH}")).text
    await api.post(f"/fr/desk{LOT_PATH}", act="justification-request", of=ONE, due="2026-12-01T12:00")
    assert api.asked[0].body == {"due": "2026-12-01T12:00:00+01:00"}


async def test_a_price_is_decided_on_the_version_that_was_read() -> None:
    answered = INQUIRY | {"status": "answered", "version": 2, "justification": {"text": "Stock", "documents": []}}
    path = f"/tenders/{ONE}/bids/{ONE}/lots/1/justification-decision"
    api = Stub(a_lot(inquiries=[answered]) | {f"POST {path}": answered}, role="evaluator")
    assert "Stock" in (await api.get(f"/fr/desk{LOT_PATH}")).text
    said = {"act": "justification-decision", "of": ONE, "version": "2", "decision": "rejected", "reason": "À perte"}
    await api.post(f"/fr/desk{LOT_PATH}", **said)
    [told] = api.asked
    assert (told.headers["if-match"], told.body) == ('"2"', {"accepted": False, "reason": "À perte"})


async def test_a_bidder_justifies_the_price_that_is_questioned() -> None:
    bid = {"id": ONE, "tender_id": ONE, "lots": [1], "bidder": COMPANY}
    answers = {
        f"GET /bids/{ONE}": bid, f"GET /tenders/{ONE}": TENDER,
        f"GET /tenders/{ONE}/bids/{ONE}/justifications": page(INQUIRY),
        f"POST /tenders/{ONE}/bids/{ONE}/lots/1/justification": INQUIRY,
    }  # fmt: skip
    api = Stub(answers, role="supplier")
    assert "1 décembre 2026, 12:00" in (await api.get(f"/fr/bids/{ONE}/justification")).text
    said = {"of": "1", "version": "1", "text": "Un stock ancien"}
    assert (await api.post(f"/fr/bids/{ONE}/justification", **said)).status_code == 303
    assert (api.asked[0].headers["if-match"], api.asked[0].body) == ('"1"', {"text": "Un stock ancien"})
