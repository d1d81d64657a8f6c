"""Saved searches find what facts tell, each once, and write of it once a day, by day."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from chassis.scheduler import Scheduler
from chassis.tokens import Mint
from contracts.envelope import Envelope
from contracts.procedures import ContractAwarded, LotNotice, PlanEntryPublished, TenderPublished
from contracts.vocabulary import Holder, Identifier, euros
from services.suppliers.application.timetable import digests
from services.suppliers.application.writing import write_letters
from services.suppliers.persistence.unit_of_work import UnitOfWork
from tests.component.suppliers.registry import OTHERS, SECRET, SIRET, Registry
from tests.component.suppliers.sourcing_desk import Postbox
from tests.component.suppliers.test_awards import BUYER, hear
from tests.component.suppliers.test_sourcing import told
from tests.held_clock import HeldClock

MONDAY = datetime(2027, 3, 1, 10, tzinfo=UTC)
TUESDAY = MONDAY + timedelta(days=1)
ROADS = "45233140"
ENTRY, TENDER = UUID(int=7), UUID(int=99)
BEFORE = MONDAY - timedelta(hours=1)


def a_plan(entry: UUID = ENTRY, *, changed: bool = False, **more: Any) -> PlanEntryPublished:
    known = {"title": "Voirie", "buyer": BUYER, "department": "dirn", "area": "travaux", "cpv": ROADS}
    value = {"minimum": euros(50_000), "maximum": euros(90_000)}
    said = {"nature": "works", "places": ("FRH03",), "quarter": "2027-Q4", "value": value, **known, **more}
    return PlanEntryPublished(entry_id=entry, entry=said, changed=changed)


def a_tender(**more: Any) -> TenderPublished:
    terms = {"title": "Routes", "buyer": BUYER, "department": "dirn", "area": "travaux", "procedure": "open"}
    what = {"nature": "works", "technique": "simple", "cpv": ROADS, "places": (), "lots": ()}
    value = {"estimated_value": euros(60_000), "published_at": MONDAY, "deadline": MONDAY}
    return TenderPublished(tender_id=TENDER, **{**terms, **what, **value, **more})


def an_award() -> ContractAwarded:
    holder = Holder(identifier=Identifier(id=SIRET), name="Le Forum")
    return ContractAwarded(tender_id=TENDER, lot=1, holders=(holder,), value=euros(55_000), bids=1, awarded_at=MONDAY)


def at(fact: Any, time: datetime) -> Envelope:
    return told(fact).model_copy(update={"time": time})


class Follower:
    """A supplier that wants to hear of purchases, the clock, and its post."""

    def __init__(self, registry: Registry) -> None:
        self.registry, self.now, self.post = registry, BEFORE, Postbox()
        registry.app.state.clock = HeldClock(shown=lambda: self.now)

    async def call(self, method: str, path: str, body: Any = None, **options: Any) -> Any:
        scopes = frozenset({"alerts:write"})
        return await self.registry.call(method, path, body, **{"scopes": scopes, "organisation": SIRET, **options})

    async def wants(self, **terms: Any) -> str:
        """The path of a saved search."""
        answer = await self.call("POST", "/saved-searches", {"name": "Voirie", **terms})
        assert answer.status_code == 201, answer.text
        return f"/saved-searches/{answer.json()['id']}"

    async def found(self, path: str) -> list[str]:
        answer = await self.call("GET", f"{path}/hits")
        assert answer.status_code == 200, answer.text
        return [one["kind"] for one in answer.json()["items"]]

    async def at(self, now: datetime) -> None:
        """Let the scheduler do what is due."""
        self.now = now
        due = digests(Mint(SECRET))
        await Scheduler("suppliers", self.registry.database, UnitOfWork, (due,)).catch_up(now)
        await write_letters(self.post, self.registry.database, now)


@pytest.fixture
def follower(registry: Registry) -> Follower:
    return Follower(registry)


async def test_plans_tenders_and_awards_are_found_in_their_order(follower: Follower) -> None:
    path = await follower.wants(cpv=["45"])
    await hear(follower.registry, told(a_plan()), told(a_tender()), told(an_award()))
    items = (await follower.call("GET", f"{path}/hits")).json()["items"]
    assert sorted(one["kind"] for one in items) == ["award", "plan", "tender"]
    assert {one["path"] for one in items} == {f"/plan-entries/{ENTRY}", f"/tenders/{TENDER}"}
    first = (await follower.call("GET", f"{path}/hits?limit=2")).json()
    rest = (await follower.call("GET", first["next"])).json()
    assert [*first["items"], *rest["items"]] == items
    newest = (await follower.call("GET", f"{path}/hits?order=newest&limit=2")).json()
    oldest = (await follower.call("GET", newest["next"])).json()
    assert [*newest["items"], *oldest["items"]] == items[::-1]


@pytest.mark.parametrize(
    ("terms", "found"),
    [
        ({}, True),
        ({"kinds": ["tender"]}, False),
        ({"kinds": ["plan", "award"]}, True),
        ({"cpv": ["4523314"]}, True),
        ({"cpv": ["15", ROADS]}, True),
        ({"cpv": ["15"]}, False),
        ({"departments": ["35"]}, True),
        ({"departments": ["29"]}, False),
        ({"department": "dirn"}, True),
        ({"department": "schools"}, False),
        ({"buyers": [BUYER]}, True),
        ({"buyers": [OTHERS[1]]}, False),
        ({"least": "90000"}, True),
        ({"least": "90001"}, False),
        ({"most": "50000"}, True),
        ({"most": "49999"}, False),
    ],
)
async def test_what_is_found_is_of_the_codes_the_place_and_the_value_asked(
    follower: Follower, terms: dict[str, Any], *, found: bool
) -> None:
    path = await follower.wants(**terms)
    await hear(follower.registry, told(a_plan()))
    assert await follower.found(path) == ["plan"] * found


async def test_the_codes_and_places_of_lots_count(follower: Follower) -> None:
    path = await follower.wants(cpv=["15811"], departments=["29"])
    lot = LotNotice(number=1, title="Pain", cpv="15811000", places=("FRH02",))
    await hear(follower.registry, told(a_tender(lots=(lot,))))
    assert await follower.found(path) == ["tender"]


async def test_what_tells_no_value_fits_any(follower: Follower) -> None:
    path = await follower.wants(least="90001")
    await hear(follower.registry, told(a_plan(value=None)))
    assert await follower.found(path) == ["plan"]


async def test_each_is_found_once_however_often_it_is_told(follower: Follower) -> None:
    path = await follower.wants()
    await hear(follower.registry, told(a_plan()), told(a_plan()), told(a_plan(changed=True)))
    assert await follower.found(path) == ["plan"]


async def test_what_happened_before_is_no_news(follower: Follower) -> None:
    follower.now = MONDAY
    path = await follower.wants()
    await hear(follower.registry, at(a_plan(), BEFORE), at(a_tender(), MONDAY))
    assert await follower.found(path) == ["tender"]


async def test_a_day_gives_one_letter_on_the_next_working_morning(follower: Follower) -> None:
    await follower.wants(email="voirie@example.org")
    await hear(follower.registry, told(a_plan()), told(a_tender()))
    await follower.at(MONDAY + timedelta(hours=2))
    assert follower.post.letters == []
    for _ in range(2):
        await follower.at(TUESDAY)
    [letter] = follower.post.letters
    assert (letter.to, "Voirie" in letter.text, "Routes" in letter.text) == ("voirie@example.org", True, True)
    await hear(follower.registry, at(an_award(), TUESDAY))
    await follower.at(TUESDAY + timedelta(days=1))
    assert [len(follower.post.letters), "Attribution" in follower.post.letters[-1].text] == [2, True]
    assert "Achat programmé" not in follower.post.letters[-1].text


async def test_nobody_is_written_to_at_night_or_on_a_sunday(follower: Follower) -> None:
    await follower.wants(email="voirie@example.org")
    friday = MONDAY + timedelta(days=4)
    await hear(follower.registry, at(a_plan(), friday))
    for hours in (11, 19, 43, 65):
        await follower.at(friday + timedelta(hours=hours))
    assert follower.post.letters == []
    await follower.at(friday + timedelta(days=3))
    assert len(follower.post.letters) == 1


async def test_without_an_address_nothing_is_sent_and_what_was_found_can_be_read(follower: Follower) -> None:
    path = await follower.wants()
    await hear(follower.registry, told(a_plan()))
    await follower.at(TUESDAY)
    assert (follower.post.letters, await follower.found(path)) == ([], ["plan"])


async def test_the_link_of_the_letter_ends_such_letters(follower: Follower) -> None:
    path = await follower.wants(email="voirie@example.org")
    await hear(follower.registry, told(a_plan()))
    await follower.at(TUESDAY)
    link = follower.post.letters[0].text.rpartition("/fr/unsubscribe")[2]
    assert (await follower.registry.call("DELETE", f"{link}x", scopes=None)).status_code == 404
    assert (await follower.registry.call("DELETE", link, scopes=None)).status_code == 204
    await hear(follower.registry, at(a_tender(), TUESDAY))
    await follower.at(TUESDAY + timedelta(days=1))
    assert len(follower.post.letters) == 1
    assert await follower.found(path) == ["plan", "tender"]


async def test_a_search_that_is_forgotten_writes_no_more(follower: Follower) -> None:
    path = await follower.wants(email="voirie@example.org")
    await hear(follower.registry, told(a_plan()))
    assert (await follower.call("DELETE", path)).status_code == 204
    await follower.at(TUESDAY)
    assert follower.post.letters == []
    assert (await follower.call("GET", f"{path}/hits")).json()["code"] == "search-not-found"


async def test_a_search_is_changed_as_it_was_read_and_asks_from_then_on(follower: Follower) -> None:
    path = await follower.wants(cpv=["15"])
    tag = (await follower.call("GET", path)).headers["etag"]
    follower.now = MONDAY
    changed = await follower.call("PUT", path, {"name": "Routes", "cpv": ["45"]}, if_match=tag)
    assert (changed.json()["name"], changed.json()["cpv"]) == ("Routes", ["45"])
    assert (await follower.call("PUT", path, {"name": "Routes"}, if_match=tag)).status_code == 412
    await hear(follower.registry, at(a_plan(), BEFORE), told(a_tender()))
    assert await follower.found(path) == ["tender"]


async def test_bounds_have_an_order(follower: Follower) -> None:
    answer = await follower.call("POST", "/saved-searches", {"name": "Voirie", "least": "2", "most": "1"})
    assert (answer.status_code, answer.json()["code"]) == (422, "bounds-inverted")
