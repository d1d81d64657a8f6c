"""A need is put to suppliers: asked by batches, by day, each once; answers in, and the funnel closed by facts."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from contracts.envelope import Envelope
from contracts.offer_form import OfferMember
from contracts.procedures import BidsOpened, ContractAwarded, OpenedBid, TenderPublished
from contracts.vocabulary import Holder, Identifier, euros
from tests.component.suppliers.registry import OTHERS, SIRET
from tests.component.suppliers.sourcing_desk import DEADLINE, MONDAY, SCOPES, SUPPLIERS, TERMS, SourcingDesk
from tests.component.suppliers.test_awards import BUYER, hear

TENDER = UUID(int=99)


def told(fact: Any) -> Envelope:
    return Envelope(
        id=UUID(int=1), source="/services/tenders", type=fact.wire_type(), subject=str(TENDER), time=MONDAY,
        dataschema=fact.schema_url(), partitionkey=str(TENDER), sequence="000000000001", recordedtime=MONDAY,
        data=fact.model_dump(mode="json"),
    )  # fmt: skip


async def test_a_draft_is_changed_in_the_version_that_was_read(desk: SourcingDesk) -> None:
    made = await desk.act("/sourcing-requests", TERMS)
    path, renamed = f"/sourcing-requests/{made['id']}", TERMS | {"title": "Toitures"}
    assert (await desk.registry.call("PUT", path, renamed, scopes=SCOPES)).status_code == 428
    tag = (await desk.registry.call("GET", path, scopes=SCOPES)).headers["etag"]
    changed = await desk.registry.call("PUT", path, renamed, scopes=SCOPES, if_match=tag)
    assert (changed.json()["title"], changed.headers["etag"]) == ("Toitures", '"2"')
    assert (await desk.registry.call("PUT", path, TERMS, scopes=SCOPES, if_match=tag)).status_code == 412


async def test_suppliers_are_asked_by_batches_a_day_each_once(desk: SourcingDesk) -> None:
    path = await desk.opened()
    await desk.at(MONDAY)
    assert await desk.asked(path) == list(SUPPLIERS[:2])
    await desk.at(MONDAY + timedelta(hours=3))
    assert await desk.asked(path) == list(SUPPLIERS[:2])
    await desk.at(MONDAY + timedelta(days=1))
    await desk.at(MONDAY + timedelta(days=2))
    assert await desk.asked(path) == list(SUPPLIERS)
    assert sorted(letter.to for letter in desk.post.letters) == sorted(f"{siret}@example.org" for siret in SUPPLIERS)


async def test_the_mailings_stop_when_enough_have_answered(desk: SourcingDesk) -> None:
    path = await desk.opened(enough=1)
    await desk.at(MONDAY)
    answer = await desk.say(path, "answers", {"text": "Oui", "price": {"amount": "1200.00"}}, SIRET)
    assert answer.status_code == 201, answer.text
    await desk.at(MONDAY + timedelta(days=1))
    assert await desk.asked(path) == list(SUPPLIERS[:2])


async def test_every_version_of_an_answer_is_kept_and_shown_side_by_side(desk: SourcingDesk) -> None:
    path = await desk.opened()
    await desk.at(MONDAY)
    for text in ("Peut-être", "Oui"):
        await desk.say(path, "answers", {"text": text, "replies": [{"question": 1, "text": "Dix jours"}]}, SIRET)
    await desk.say(path, "answers", {"text": "Oui aussi"}, OTHERS[0])
    items = (await desk.contacts(path))["items"]
    assert [[one["text"] for one in item["answers"]] for item in items[:2]] == [["Peut-être", "Oui"], ["Oui aussi"]]


async def test_the_link_of_the_letter_answers_without_a_key(desk: SourcingDesk) -> None:
    await desk.opened()
    await desk.at(MONDAY)
    letter = next(one for one in desk.post.letters if one.to.startswith(SIRET))
    page = next(word for word in letter.text.split() if "/invitation?" in word)
    link = page.removeprefix("/fr")
    assert link != page
    seen = await desk.registry.get(link)
    assert (seen.status_code, seen.json()["title"]) == (200, TERMS["title"])
    declined = await desk.registry.call("POST", link.replace("invitation", "declination"), {}, scopes=None)
    assert declined.json()["contact"]["status"] == "declined"
    forged = link[:-4] + "AAAA"
    assert (await desk.registry.get(forged)).json()["code"] == "contact-not-found"


async def test_the_deadline_ends_it_and_no_answer_is_taken_after(desk: SourcingDesk) -> None:
    path = await desk.opened()
    await desk.at(MONDAY)
    await desk.at(datetime.fromisoformat(DEADLINE))
    late = await desk.say(path, "answers", {"text": "Trop tard"}, SIRET)
    assert (late.status_code, late.json()["code"]) == (409, "contact-refused")
    assert (await desk.registry.told())[-1] == "SourcingClosed"


async def test_the_funnel_closes_itself_from_the_facts_of_the_tender(desk: SourcingDesk) -> None:
    path = await desk.opened()
    await desk.at(MONDAY)
    await desk.say(path, "answers", {"text": "Oui"}, SIRET)
    member = OfferMember(identifier=Identifier(id=SIRET), name="Le Forum")
    bid = OpenedBid(bid_id=UUID(int=5), received_at=MONDAY, lots=(1,), members=(member,))
    opened = BidsOpened(tender_id=TENDER, phase="tenders", opened_at=MONDAY, bids=(bid,))
    holder = Holder(identifier=Identifier(id=SIRET), name="Le Forum")
    won = {"holders": (holder,), "value": euros(1000), "bids": 1, "awarded_at": MONDAY}
    awarded = ContractAwarded(tender_id=TENDER, lot=1, **won)
    await hear(desk.registry, told(_published(UUID(path.rpartition("/")[2]))))
    await hear(desk.registry, told(opened), told(awarded))
    funnel = (await desk.contacts(path))["funnel"]
    assert funnel == {"proposed": 4, "asked": 2, "seen": 0, "answered": 1, "declined": 0, "bid": 1, "won": 1}
    request = (await desk.registry.call("GET", path, scopes=SCOPES)).json()
    assert (request["status"], request["tender_id"]) == ("closed", str(TENDER))


async def test_another_buyer_sees_and_does_nothing(desk: SourcingDesk) -> None:
    path = await desk.opened()
    other = {"scopes": SCOPES, "organisation": OTHERS[1]}
    assert (await desk.registry.call("GET", path, **other)).status_code == 404
    assert (await desk.registry.call("GET", f"{path}/contacts", **other)).status_code == 404
    assert (await desk.registry.call("POST", f"{path}/closure", {}, **other)).status_code == 404
    assert (await desk.registry.call("GET", "/sourcing-requests", **other)).json()["items"] == []
    assert (await desk.registry.call("POST", "/sourcing-requests", TERMS, **other)).status_code == 403


async def test_the_suppliers_of_a_shortlist_are_proposed_in_its_order(desk: SourcingDesk) -> None:
    await desk.registry.app.state.sourcing.built()
    path = await desk.opened()
    match = await desk.act("/matches", {"text": "Voirie", "codes": ["45233140"], "buyer": BUYER})
    await desk.act(f"{path}/proposals", {"match_id": match["id"]})
    assert "SuppliersMatched" in await desk.registry.told()


def _published(request: UUID) -> TenderPublished:
    terms = {"title": "Routes", "buyer": BUYER, "department": "dirn", "area": "travaux", "procedure": "open"}
    more = {"nature": "works", "technique": "simple", "cpv": "45233140", "places": (), "lots": ()}
    value = {"estimated_value": euros(1000), "published_at": MONDAY, "deadline": MONDAY}
    return TenderPublished(tender_id=TENDER, sourcing_request=request, **terms, **more, **value)


async def test_a_company_finds_what_it_was_asked_and_nobody_else_does(desk: SourcingDesk) -> None:
    path = await desk.opened(anonymous=True)

    async def own(siret: str) -> list[dict[str, Any]]:
        answer = await desk.registry.call(
            "GET", "/invitations", scopes=frozenset({"profile:write"}), organisation=siret
        )
        return list(answer.json()["items"])

    assert await own(SIRET) == []
    await desk.at(MONDAY)
    [found] = await own(SIRET)
    assert (found["id"], found["title"], found["buyer"]) == (path.rpartition("/")[2], TERMS["title"], None)
    assert (found["status"], found["standing"]) == ("open", "invited")
    await desk.say(path, "declination", {}, SIRET)
    assert [one["standing"] for one in await own(SIRET)] == ["declined"]
    assert await own(SUPPLIERS[-1]) == []
    assert (await desk.registry.call("GET", "/invitations", scopes=frozenset())).status_code == 403
