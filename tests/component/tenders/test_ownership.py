"""A portal changes what it created for others, and nothing else; what it created passes to another by a token."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import httpx
import pytest

from contracts.calendar import PARIS
from services.tenders.api import dependencies
from tests.component.tenders.desk import AWARD, OTHER_BUYER, REGION, SCOPES, TERMS, Desk

OWNER, TRANSFER = "Prenan-Owner-Token", "Prenan-Transfer-Token"
ACT_FOR = frozenset({"objects:act-for"})


@dataclass
class Marketplace:
    """A portal of others: it acts for every buyer, with the token that it has."""

    desk: Desk
    token: str | None = None
    organisation: str = "*"

    async def call(self, method: str, path: str, body: Any = None, **headers: str) -> httpx.Response:
        if self.token:
            headers[OWNER] = self.token
        options = {"organisation": self.organisation, "scopes": SCOPES | ACT_FOR}
        answer = await self.desk.call(method, path, body, **options, **headers)
        self.token = answer.headers.get(OWNER, self.token)
        return answer

    async def draft(self, **headers: str) -> str:
        answer = await self.call("POST", "/tenders", TERMS, **headers)
        assert answer.status_code == 201, answer.text
        return f"/tenders/{answer.json()['id']}"

    async def own(self, path: str, act: str, **headers: str) -> httpx.Response:
        return await self.call("POST", f"/ownerships/{path.rsplit('/', 1)[1]}/{act}", **headers)


def codes(*answers: httpx.Response) -> list[tuple[int, str | None]]:
    return [(answer.status_code, answer.json().get("code")) for answer in answers]


async def redraft(caller: Any, path: str) -> httpx.Response:
    answer: httpx.Response = await caller.call("PUT", path, TERMS, if_match="*")
    return answer


async def publish(caller: Any, path: str, now: datetime) -> httpx.Response:
    body = {"deadline": (now + timedelta(days=40)).isoformat()}
    answer: httpx.Response = await caller.call("POST", f"{path}/publication", body)
    return answer


@pytest.fixture
def portal(desk: Desk) -> Marketplace:
    return Marketplace(desk)


@pytest.fixture
def rival(desk: Desk) -> Marketplace:
    return Marketplace(desk)


async def test_a_portal_gets_a_token_for_what_it_creates_and_a_buyer_gets_none(desk: Desk, portal: Marketplace) -> None:
    await portal.draft()
    first = portal.token
    await portal.draft()
    assert None not in (first, portal.token)
    assert first != portal.token
    answer = await desk.post("/tenders", TERMS)
    assert OWNER not in answer.headers


async def test_the_same_call_gets_the_same_token_which_is_stored_nowhere(desk: Desk, portal: Marketplace) -> None:
    await portal.draft(Idempotency_Key="once")
    token = portal.token
    portal.token = None
    await portal.draft(Idempotency_Key="once")
    assert portal.token == token is not None
    rows = await desk.database.reads.fetch("SELECT headers || convert_from(body, 'UTF8') AS said FROM idempotency")
    rows += await desk.database.reads.fetch("SELECT encode(token_hash, 'escape') AS said FROM ownership")
    assert len(rows) == 2
    assert not any(token in row["said"] for row in rows)


async def test_the_token_of_before_a_rotation_is_given_again_to_its_call_and_opens_nothing(
    portal: Marketplace,
) -> None:
    path = await portal.draft(Idempotency_Key="once")
    first = portal.token
    await portal.own(path, "rotation")
    second = portal.token
    await portal.draft(Idempotency_Key="once")
    assert (portal.token, first != second) == (first, True)
    assert codes(await redraft(portal, path)) == [(403, "owner-token-wrong")]


CHANGES: dict[str, tuple[str, str, Any]] = {
    "redraft": ("PUT", "/tenders/{}", TERMS),
    "publish": ("POST", "/tenders/{}/publication", {"deadline": "2026-06-01T10:00:00+02:00"}),
    "cancel": ("POST", "/tenders/{}/cancellation", {"reason": "Budget"}),
    "close lot": ("POST", "/tenders/{}/lots/1/closure", {"outcome": "dropped", "bids": 0, "reason": "Budget"}),
    "award": ("POST", "/tenders/{}/lots/1/award", AWARD),
    "sign": ("POST", "/contracts", {"lot": 1, "reference": "2026-1", "signed_on": "2026-05-02"}),
}


async def prepared(desk: Desk, portal: Marketplace, change: str) -> tuple[str, str, Any]:
    """The change of a tender that the portal created and brought as far as the change needs it."""
    path = await portal.draft()
    if change in ("close lot", "award", "sign"):
        await publish(portal, path, desk.now)
        desk.now += timedelta(days=40)
        await desk.time_passes()
    if change == "sign":
        await portal.call("POST", f"{path}/lots/1/award", AWARD)
        desk.now += timedelta(days=21)
    method, place, body = CHANGES[change]
    identity = path.rsplit("/", 1)[1]
    return method, place.format(identity), {**body, "tender_id": identity} if change == "sign" else body


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("by", ["portal", "buyer"])
async def test_a_change_is_made_by_the_owning_portal_or_by_the_buyer(
    desk: Desk, portal: Marketplace, change: str, by: str
) -> None:
    method, place, body = await prepared(desk, portal, change)
    caller: Any = portal if by == "portal" else desk
    answer = await caller.call(method, place, body, if_match="*")
    assert answer.status_code in (200, 201), answer.text


@pytest.mark.parametrize("change", CHANGES)
async def test_nobody_else_makes_a_change(desk: Desk, portal: Marketplace, rival: Marketplace, change: str) -> None:
    method, place, body = await prepared(desk, portal, change)
    await rival.draft()
    refused = [await each.call(method, place, body, if_match="*") for each in (Marketplace(desk), rival)]
    assert codes(*refused) == [(403, "owner-token-missing"), (403, "owner-token-wrong")]
    strangers = [
        await desk.call(method, place, body, if_match="*", organisation=OTHER_BUYER),
        await Marketplace(desk, portal.token, OTHER_BUYER).call(method, place, body, if_match="*"),
    ]
    assert {code for _, code in codes(*strangers)} <= {"not-the-buyer", "tender-not-found"}
    assert (await portal.call(method, place, body, if_match="*")).status_code in (200, 201)


async def test_a_portal_without_proof_learns_nothing_of_a_draft_of_others(desk: Desk) -> None:
    path = await Marketplace(desk).draft()
    limited = Marketplace(desk, organisation=OTHER_BUYER)
    assert codes(await redraft(limited, path)) == [(404, "tender-not-found")]


async def test_a_portal_does_not_change_what_the_buyer_created_itself(desk: Desk, portal: Marketplace) -> None:
    path = await desk.draft()
    assert codes(await redraft(portal, path)) == [(403, "owner-token-missing")]
    await portal.draft()
    assert codes(await redraft(portal, path)) == [(403, "owner-token-wrong")]


async def test_a_rotated_token_is_worth_nothing_and_the_new_one_all(portal: Marketplace, desk: Desk) -> None:
    path = await portal.draft()
    former = Marketplace(desk, portal.token)
    answer = await portal.own(path, "rotation")
    assert answer.status_code == 201
    assert answer.json()["rotated_at"]
    assert former.token != portal.token
    assert codes(await redraft(former, path)) == [(403, "owner-token-wrong")]
    assert (await redraft(portal, path)).status_code == 200


async def test_an_object_passes_to_another_portal(desk: Desk, portal: Marketplace, rival: Marketplace) -> None:
    path = await portal.draft()
    offered = await portal.own(path, "transfer")
    assert offered.json()["transfer_expires"]
    assert (await redraft(portal, path)).status_code == 200, "it stays the owner until the other accepts"
    accepted = await rival.own(path, "acceptance", **{TRANSFER: offered.headers[TRANSFER]})
    assert (accepted.status_code, TRANSFER in accepted.headers) == (201, False)
    assert codes(await redraft(portal, path)) == [(403, "owner-token-wrong")]
    assert (await redraft(rival, path)).status_code == 200
    third = Marketplace(desk)
    again = await third.own(path, "acceptance", **{TRANSFER: offered.headers[TRANSFER]})
    assert codes(again) == [(403, "transfer-refused")]
    assert third.token is None


async def test_a_transfer_token_is_refused_when_it_is_wrong_withdrawn_or_late(
    desk: Desk, portal: Marketplace, rival: Marketplace
) -> None:
    path, elsewhere = await portal.draft(), await desk.draft()
    wrong = [await rival.own(where, "acceptance", **{TRANSFER: "x" * 43}) for where in (path, elsewhere)]
    missing = await rival.own(path, "acceptance")
    withdrawn = await portal.own(path, "transfer")
    await portal.own(path, "rotation")
    too_late = await portal.own(path, "transfer")

    async def in_a_week() -> datetime:
        return datetime.now(PARIS) + timedelta(days=7)

    gone = await rival.own(path, "acceptance", **{TRANSFER: withdrawn.headers[TRANSFER]})
    desk.app.dependency_overrides[dependencies.real_now] = in_a_week
    late = await rival.own(path, "acceptance", **{TRANSFER: too_late.headers[TRANSFER]})
    assert codes(*wrong, missing, gone, late) == [(403, "transfer-refused")] * 5
    assert (await redraft(portal, path)).status_code == 200


@pytest.mark.parametrize("act", ["rotation", "transfer"])
async def test_only_the_owning_portal_renews_or_offers(
    desk: Desk, portal: Marketplace, rival: Marketplace, act: str
) -> None:
    path = await portal.draft()
    await rival.draft()
    nobody = Marketplace(desk)
    refused = [await nobody.own(path, act), await rival.own(path, act)]
    assert codes(*refused) == [(403, "owner-token-missing"), (403, "owner-token-wrong")]
    buyer = await desk.post(f"/ownerships/{path.rsplit('/', 1)[1]}/{act}", None, organisation=REGION)
    assert codes(buyer) == [(403, "scope-missing")]
    assert (await redraft(portal, path)).status_code == 200


async def test_no_fact_says_a_token(desk: Desk, portal: Marketplace) -> None:
    path = await portal.draft()
    await publish(portal, path, desk.now)
    [fact] = await desk.facts()
    assert portal.token is not None
    assert portal.token not in fact.structured().decode()


async def test_a_portal_owns_the_duplicate_that_it_makes_of_its_own(desk: Desk, portal: Marketplace) -> None:
    path = await portal.draft()
    original = portal.token
    made = await portal.call("POST", f"{path}/duplicate")
    assert made.status_code == 201, made.text
    assert OWNER in made.headers
    assert portal.token != original
    assert (await redraft(portal, f"/tenders/{made.json()['id']}")).status_code == 200


async def test_a_portal_asks_for_the_approval_of_its_own_draft_alone(
    desk: Desk, portal: Marketplace, rival: Marketplace
) -> None:
    path = await portal.draft()
    await rival.draft()
    refused = await rival.call("POST", f"{path}/review")
    assert codes(refused) == [(403, "owner-token-wrong")]


READS = ("", "/documents", "/documents/cctp.pdf", "/amendments", "/questions", "/review", "/record")


async def test_a_portal_reads_its_own_draft_and_what_belongs_to_it(desk: Desk, portal: Marketplace) -> None:
    path = await portal.draft()
    await desk.add_document(path)
    answers = [await portal.call("GET", f"{path}{place}") for place in READS]
    assert [answer.status_code for answer in answers] == [200] * len(READS)
    assert answers[0].headers["Cache-Control"] == "private, no-store"


async def test_a_portal_reads_no_draft_that_it_does_not_prove_to_be_its_own(
    desk: Desk, portal: Marketplace, rival: Marketplace
) -> None:
    path = await portal.draft()
    await desk.add_document(path)
    await rival.draft()
    strangers = [Marketplace(desk), rival, Marketplace(desk, portal.token, OTHER_BUYER)]
    refused = [await stranger.call("GET", f"{path}{place}") for stranger in strangers for place in READS]
    assert {answer.status_code for answer in refused} == {404}
    supplier = {"scopes": ACT_FOR | {"bids:submit"}, "organisation": "*", OWNER: portal.token or ""}
    assert (await desk.get(path, **supplier)).status_code == 404, "the token is of what it does for buyers"


async def test_a_portal_that_gave_a_tender_away_reads_its_draft_no_more(
    desk: Desk, portal: Marketplace, rival: Marketplace
) -> None:
    path = await portal.draft()
    offered = await portal.own(path, "transfer")
    await rival.own(path, "acceptance", **{TRANSFER: offered.headers[TRANSFER]})
    answers = [await each.call("GET", path) for each in (portal, rival)]
    assert [answer.status_code for answer in answers] == [404, 200]


async def test_a_token_opens_no_list_of_drafts(portal: Marketplace) -> None:
    await portal.draft()
    assert (await portal.call("GET", "/tenders")).json()["items"] == []
