"""Documents are added to a draft, and to an amendment, as they come; an award offers its next step alone."""

import re

from tests.unit.gateway.web.stub import Stub, page
from tests.unit.gateway.web.test_desk import LOT, ONE, TENDER

TENDERS, DESK = f"/tenders/{ONE}", f"/fr/desk/tenders/{ONE}"
OPEN = TENDER | {"status": "published", "deadline": "2026-12-20T11:00:00Z"}
WAITING = page({"name": "plan.pdf", "pending": True}, {"name": "CCTP.pdf", "pending": False})
CHANGE = {"summary": "Le plan", "reason": "Demandé", "once": "a", "version": "7"}


async def test_a_document_of_a_draft_is_sent_under_its_name_and_type() -> None:
    api = Stub({f"GET {TENDERS}": TENDER, f"POST {TENDERS}/documents": {}})
    given = await api.send(f"{DESK}/documents", "CCTP.docx", b"PK...", kind="technical")
    assert given.headers["location"] == f"{DESK}?done=documents"
    [sent] = api.asked
    assert (sent.body, sent.query) == (b"PK...", {"name": "CCTP.docx", "kind": "technical"})
    assert sent.headers["content-type"].endswith("wordprocessingml.document")


async def test_a_file_that_is_not_taken_is_refused_on_the_page_of_the_call() -> None:
    api = Stub({f"GET {TENDERS}": TENDER, f"POST {TENDERS}/documents": 415})
    answer = await api.send(f"{DESK}/documents", "virus.exe", b"MZ", kind="other")
    assert (answer.status_code, 'role="alert"' in answer.text) == (422, True)


async def test_an_amendment_takes_its_file_first_and_names_all_that_waited() -> None:
    api = Stub(
        {f"POST {TENDERS}/{one}": {} for one in ("documents", "amendments")}
        | {f"GET {TENDERS}": OPEN, f"GET {TENDERS}/documents": WAITING}
    )
    fields = CHANGE | {"kind": "plans", "deadline": "2027-01-10T12:00"}
    assert (await api.send(f"{DESK}/amendment", "plan.pdf", b"%PDF", **fields)).status_code == 303
    file, told = api.asked
    assert (file.path, file.query["amending"]) == (f"{TENDERS}/documents", "true")
    assert told.headers["if-match"] == '"7"'
    assert told.body == {
        "summary": "Le plan", "reason": "Demandé", "substantial": False, "deadline": "2027-01-10T12:00:00+01:00",
        "documents": ["plan.pdf"],
    }  # fmt: skip


async def test_an_amendment_that_is_refused_keeps_what_was_written() -> None:
    flaws = {"code": "deadline-shortened", "errors": []}
    api = Stub({f"GET {TENDERS}": OPEN, f"GET {TENDERS}/documents": WAITING, f"POST {TENDERS}/amendments": flaws})
    answer = await api.send(f"{DESK}/amendment", "", b"", **CHANGE)
    assert answer.status_code == 422
    assert "n’avance jamais la date limite" in answer.text
    assert "Demandé</textarea>" in answer.text


async def test_a_draft_has_room_for_more_lots_than_it_has() -> None:
    lots = [LOT | {"number": number, "title": f"Lot {number}"} for number in range(1, 10)]
    api = Stub({f"GET {TENDERS}": TENDER | {"lots": lots}, "POST /procedure-advice": 422})
    shown = (await api.get(f"{DESK}/draft")).text
    assert re.findall(r'name="lot-(\d+)"', shown) == [str(turn) for turn in range(12)]


async def test_an_award_offers_its_next_step_alone() -> None:
    lot = f"{TENDERS}/lots/1"
    evaluation = {"revision": 5, "status": "concluded", "appointments": [], "declarations": [], "scores": [],
                  "ranking": [], "admissible": [], "suspects": {}}  # fmt: skip
    award = {"status": "proposed", "version": 1, "proposed_at": "2026-11-20T09:00:00Z", "proposed_by": "rozenn",
             "approved_at": None, "notified_at": None, "confirmed_at": None}  # fmt: skip
    api = Stub({f"GET {TENDERS}": TENDER | {"status": "evaluated"}, f"GET {lot}/evaluation": evaluation,
                f"GET {lot}/award-decision": award}, role="legal-adviser")  # fmt: skip
    shown = (await api.get(f"/fr/desk{lot}")).text
    assert re.findall(r'name="act" value="(proposal|approval|notification|confirmation)"', shown) == ["approval"]
    assert "rozenn" in shown
