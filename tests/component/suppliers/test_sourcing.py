"""A need is put to suppliers: asked by batches, by day, each once; answers in, and the funnel closed by facts."""

import asyncio
from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from chassis.mail import Letter
from chassis.scheduler import Scheduler
from chassis.tokens import Mint
from contracts.envelope import Envelope
from contracts.offer_form import OfferMember
from contracts.procedures import BidsOpened, ContractAwarded, OpenedBid, TenderPublished
from contracts.vocabulary import Holder, Identifier, euros
from services.suppliers.application.timetable import mailings
from services.suppliers.application.writing import write_letters
from services.suppliers.persistence.unit_of_work import UnitOfWork
from tests.component.suppliers.conftest import SECRET
from tests.component.suppliers.registry import OTHERS, SIRET, Registry, a_supplier
from tests.component.suppliers.test_awards import BUYER, hear
from tests.held_clock import HeldClock
from tests.waiting import until

MONDAY = datetime(2027, 3, 1, 10, tzinfo=UTC)
DEADLINE = "2027-03-19T12:00:00+01:00"
SCOPES = frozenset({"suppliers:write", "sourcing:match", "sourcing:write", "sourcing:send"})
TERMS = {
    "buyer": BUYER,
    "title": "Entretien des routes",
    "text": "Réfection de chaussées dans le Trégor",
    "department": "dirn",
    "area": "travaux",
    "cpv": "45233140",
    "deadline": DEADLINE,
    "batch": 2,
    "enough": 3,
    "questions": ["Quel délai ?"],
}
SUPPLIERS = (SIRET, *OTHERS)
TENDER = UUID(int=99)


class Postbox:
    """A mail that keeps what it is given."""

    def __init__(self) -> None:
        self.letters: list[Letter] = []

    async def send(self, letter: Letter) -> None:
        self.letters.append(letter)


class Dying(Postbox):
    """A mail whose process dies as soon as it took a letter."""

    async def send(self, letter: Letter) -> None:
        await super().send(letter)
        raise RuntimeError


class SourcingDesk:
    """A buyer at work, and the clock in its hand."""

    def __init__(self, registry: Registry) -> None:
        self.registry, self.now, self.post = registry, MONDAY, Postbox()
        registry.app.state.clock = HeldClock(shown=lambda: self.now)

    async def act(self, path: str, body: Any = None, **options: Any) -> Any:
        answer = await self.registry.call("POST", path, body or {}, scopes=SCOPES, **options)
        assert answer.status_code == 201, answer.text
        return answer.json()

    async def opened(self, **terms: Any) -> str:
        """The path of a request whose suppliers are asked."""
        for siret in SUPPLIERS:
            await self.registry.register(a_supplier(siret), scopes=SCOPES)
            mailbox = {"email": f"{siret}@example.org"}
            await self.registry.call("PUT", f"/suppliers/{siret}/mailbox", mailbox, scopes=SCOPES)
        path = f"/sourcing-requests/{(await self.act('/sourcing-requests', {**TERMS, **terms}))['id']}"
        await self.act(f"{path}/suppliers", {"identifiers": [{"id": siret} for siret in SUPPLIERS]})
        await self.act(f"{path}/opening")
        return path

    async def at(self, now: datetime) -> None:
        """Let the scheduler do what is due."""
        self.now = now
        dues = (mailings(Mint(SECRET)),)
        await Scheduler("suppliers", self.registry.database, UnitOfWork, dues).catch_up(now)
        await write_letters(self.post, self.registry.database, now)

    async def contacts(self, path: str) -> dict[str, Any]:
        answer = await self.registry.call("GET", f"{path}/contacts", scopes=SCOPES)
        document: dict[str, Any] = answer.json()
        return document

    async def asked(self, path: str) -> list[str]:
        items = (await self.contacts(path))["items"]
        return [one["identifier"]["id"] for one in items if one["invited_at"]]

    async def say(self, path: str, act: str, body: Any, siret: str) -> Any:
        return await self.registry.call("POST", f"{path}/{act}", body, scopes=frozenset(), organisation=siret)


@pytest.fixture
def desk(registry: Registry) -> SourcingDesk:
    return SourcingDesk(registry)


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


async def test_nobody_is_written_to_at_night(desk: SourcingDesk) -> None:
    path = await desk.opened()
    await desk.at(MONDAY.replace(hour=21))
    assert await desk.asked(path) == []
    await desk.at(datetime(2027, 3, 2, 7, tzinfo=UTC))
    assert len(await desk.asked(path)) == 2


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


async def test_who_unsubscribes_is_written_to_no_more(desk: SourcingDesk) -> None:
    await desk.opened()
    await desk.at(MONDAY)
    stop = next(word for word in desk.post.letters[0].text.split() if word.startswith("/mailboxes/"))
    assert (await desk.registry.call("DELETE", stop, scopes=None)).status_code == 204
    assert await desk.registry.database.reads.fetchval("SELECT count(*) FROM mailbox") == len(SUPPLIERS) - 1
    assert (await desk.registry.call("DELETE", f"{stop}x", scopes=None)).status_code == 404


async def test_a_letter_that_waits_is_not_sent_once_the_request_is_closed(desk: SourcingDesk) -> None:
    path = await desk.opened()
    scheduler = Scheduler("suppliers", desk.registry.database, UnitOfWork, (mailings(Mint(SECRET)),))
    await scheduler.catch_up(MONDAY)
    await desk.act(f"{path}/closure")
    await desk.at(MONDAY + timedelta(minutes=1))
    assert desk.post.letters == []


async def test_a_letter_that_the_mail_refused_by_day_is_not_sent_at_night(desk: SourcingDesk) -> None:
    await desk.opened()
    scheduler = Scheduler("suppliers", desk.registry.database, UnitOfWork, (mailings(Mint(SECRET)),))
    await scheduler.catch_up(MONDAY)
    await desk.at(MONDAY.replace(hour=22))
    assert desk.post.letters == []
    await desk.at(datetime(2027, 3, 2, 7, tzinfo=UTC))
    assert len(desk.post.letters) == len(SUPPLIERS)


async def test_a_letter_of_a_process_that_died_is_never_sent_twice(desk: SourcingDesk) -> None:
    await desk.opened()
    desk.post = dying = Dying()
    with pytest.raises(RuntimeError):
        await desk.at(MONDAY)
    desk.post = Postbox()
    await desk.at(MONDAY + timedelta(hours=1))
    sent = [*dying.letters, *desk.post.letters]
    assert len({letter.id for letter in sent}) == len(sent)


async def test_a_supplier_that_was_asked_often_enough_is_left_for_another_day(desk: SourcingDesk) -> None:
    for _ in range(5):
        path = await desk.opened(batch=10)
        await desk.at(MONDAY)
    assert await desk.asked(path) == []
    assert len(desk.post.letters) == 4 * len(SUPPLIERS)


async def test_requests_that_are_mailed_at_the_same_moment_ask_nobody_too_often(desk: SourcingDesk) -> None:
    paths = [await desk.opened(batch=10) for _ in range(5)]
    await desk.at(MONDAY)
    asked = [siret for path in paths for siret in await desk.asked(path)]
    assert Counter(asked) == dict.fromkeys(SUPPLIERS, 4)


async def test_a_worker_waits_until_another_has_asked_before_it_counts_how_often_suppliers_were(
    desk: SourcingDesk,
) -> None:
    async def count() -> None:
        async with UnitOfWork(database) as uow:
            await uow.contacts.recent([], MONDAY)

    async def waits() -> bool:
        return bool(await database.reads.fetchval("SELECT count(*) FROM pg_locks WHERE NOT granted"))

    database = desk.registry.database
    async with UnitOfWork(database) as uow, asyncio.TaskGroup() as tasks:
        await uow.contacts.recent([], MONDAY)
        counting = tasks.create_task(count())
        await until(waits, 30)
        assert not counting.done()
        await uow.session.commit()


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
