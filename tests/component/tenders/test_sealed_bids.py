"""Bids as their bidders, their buyer and the committee meet them: sealed until enough members open them."""

from datetime import timedelta

import orjson

from contracts.sealing import SealedShare
from tests.component.tenders.bidders import (
    BIDDER,
    OPENER,
    SUPPLIERS,
    THREE_LOTS,
    Committee,
    a_form,
    a_sealed_tender,
    hand_in,
    live,
    past_the_deadline,
    seal_piece,
)
from tests.component.tenders.desk import OTHER_BUYER, Desk

ONE, TWO, THREE, _ = SUPPLIERS


async def test_a_committee_opens_what_nobody_could_read(desk: Desk) -> None:
    committee = Committee()
    path = await a_sealed_tender(desk, committee)
    assert (await hand_in(desk, path, ONE, price=90_000)).status_code == 201
    assert (await hand_in(desk, path, TWO, price=110_000)).status_code == 201
    assert (await desk.get(f"{path}/bids")).json()["items"] == []
    await past_the_deadline(desk)
    first = await committee.give(desk, path, 0)
    assert (first.status_code, first.json()["status"], first.json()["given"]) == (201, "scheduled", 1)
    second = await committee.give(desk, path, 2)
    assert (second.status_code, second.json()["status"], second.json()["given"]) == (201, "opened", 0)
    bids = (await desk.get(f"{path}/bids")).json()["items"]
    prices = {bid["bidder"]["id"]: bid["form"]["lots"][0]["price"]["amount"] for bid in bids}
    assert prices == {ONE: "90000.00", TWO: "110000.00"}
    assert (await desk.get(path)).json()["status"] == "opened"
    assert await desk.told() == ["TenderPublished", "TenderClosed", "BidsOpened", "OffersOpened"]
    opened = (await desk.facts())[2]
    assert [bid["members"][0]["identifier"]["id"] for bid in opened.data["bids"]] == [ONE, TWO]
    assert "price" not in str(opened.data)


async def test_a_late_bid_is_refused_kept_and_recorded_r2151_5(desk: Desk) -> None:
    committee = Committee()
    path = await a_sealed_tender(desk, committee)
    await hand_in(desk, path, ONE)
    desk.now += timedelta(days=40)
    late = await hand_in(desk, path, TWO, idempotency_key="late")
    assert (late.status_code, late.json()["code"]) == (409, "bid-too-late")
    assert late.headers["content-type"] == "application/problem+json"
    assert "receipt" not in late.json()
    await committee.open(desk, path)
    bids = (await desk.get(f"{path}/bids")).json()["items"]
    assert {bid["bidder"]["id"]: (bid["status"], bid["form"] is None) for bid in bids} == {
        ONE: ("opened", False),
        TWO: ("late", True),
    }
    assert (await desk.facts())[-2].data["late"] == 1


async def test_of_two_bids_for_a_lot_the_last_counts_r2151_6(desk: Desk) -> None:
    committee = Committee()
    path = await a_sealed_tender(desk, committee, lots=THREE_LOTS)
    first = (await hand_in(desk, path, ONE, 1, 2, price=100)).json()["id"]
    second = (await hand_in(desk, path, ONE, 2, 3, price=200)).json()["id"]
    await hand_in(desk, path, ONE, 3, price=300)
    await hand_in(desk, path, ONE, 3, price=250)
    await past_the_deadline(desk)
    await committee.open(desk, path)
    lots = {bid["id"]: bid["lots"] for bid in (await desk.get(f"{path}/bids")).json()["items"]}
    assert (lots[first], lots[second]) == ([1], [2])
    assert sorted(map(tuple, lots.values())) == [(1,), (2,), (3,)]


async def test_nothing_opens_before_the_deadline_and_the_attempt_is_recorded(desk: Desk) -> None:
    committee = Committee()
    path = await a_sealed_tender(desk, committee)
    await hand_in(desk, path, ONE)
    desk.now += timedelta(days=39)
    early = await committee.give(desk, path, 0)
    assert (early.status_code, early.json()["code"]) == (409, "opening-too-early")
    [opening] = (await desk.get(f"{path}/openings")).json()
    assert [act["refused"] for act in opening["acts"]] == ["opening-too-early"]
    assert opening["given"] == 0


async def test_a_member_alone_opens_nothing_however_often(desk: Desk) -> None:
    committee = Committee(threshold=2)
    path = await a_sealed_tender(desk, committee)
    await hand_in(desk, path, ONE)
    await past_the_deadline(desk)
    for _ in range(3):
        answer = await committee.give(desk, path, 1)
    assert (answer.json()["status"], answer.json()["given"]) == ("scheduled", 1)
    assert (await desk.get(f"{path}/bids")).json()["items"] == []


async def test_a_wrong_share_is_refused_and_the_right_ones_still_open(desk: Desk) -> None:
    committee = Committee()
    path, other = await a_sealed_tender(desk, committee), await a_sealed_tender(desk, committee)
    await hand_in(desk, path, ONE)
    await past_the_deadline(desk)
    stranger = await desk.post(
        f"{path}/opening/shares",
        (await _share(desk, committee, other, 0)),
        scopes=OPENER,
    )
    assert (stranger.status_code, stranger.json()["code"]) == (403, "share-refused")
    assert (await committee.open(desk, path)).json()["status"] == "opened"


async def _share(desk: Desk, committee: Committee, path: str, member: int) -> dict[str, object]:
    sealed = (await desk.get(f"{path}/seal-key")).json()["shares"][member]
    return SealedShare.from_json(sealed).open(committee.keys[member]).to_json()


async def test_a_bid_that_was_sealed_for_another_bidder_cannot_be_read(desk: Desk) -> None:
    committee = Committee()
    path = await a_sealed_tender(desk, committee)
    live(desk)
    piece = await seal_piece(desk, path, TWO, orjson.dumps(a_form(ONE, 1)), sealed_for=ONE)
    body = {"bidder": {"id": TWO}, "lots": [1], "pieces": [piece]}
    assert (await desk.post(f"{path}/bids", body, scopes=BIDDER, organisation=TWO)).status_code == 201
    await past_the_deadline(desk)
    await committee.open(desk, path)
    [bid] = (await desk.get(f"{path}/bids")).json()["items"]
    assert (bid["status"], bid["form"]) == ("unreadable", None)
    assert (await desk.facts())[-2].data["bids"][0]["readable"] is False


async def test_a_piece_sealed_by_the_platform_is_read_by_the_buyer_after_the_opening_alone(desk: Desk) -> None:
    committee = Committee()
    path = await a_sealed_tender(desk, committee)
    live(desk)
    content = b"memoire technique " * 20_000
    query = f"kind=technical-offer&name=m%C3%A9moire.pdf&bidder={ONE}&lots=1"
    sent = await desk.post(f"{path}/pieces?{query}", content, scopes=BIDDER, organisation=ONE)
    assert sent.status_code == 201, sent.text
    bid = (await hand_in(desk, path, ONE, pieces=[sent.json()])).json()["id"]
    assert (await desk.get(f"/bids/{bid}/pieces/2")).status_code == 404
    await past_the_deadline(desk)
    await committee.open(desk, path)
    assert (await desk.get(f"/bids/{bid}/pieces/2")).content == content
    assert (await desk.get(f"/bids/{bid}/pieces/2", organisation=OTHER_BUYER)).status_code == 404
    assert (await desk.get(f"/bids/{bid}/pieces/2", scopes=None)).status_code == 404


async def test_a_withdrawn_bid_is_never_opened(desk: Desk) -> None:
    committee = Committee()
    path = await a_sealed_tender(desk, committee)
    bid = (await hand_in(desk, path, ONE)).headers["Location"]
    withdrawn = await desk.post(f"{bid}/withdrawal", None, scopes=BIDDER, organisation=ONE)
    assert (withdrawn.status_code, withdrawn.json()["status"]) == (201, "withdrawn")
    await past_the_deadline(desk)
    await committee.open(desk, path)
    assert (await desk.get(f"{path}/bids")).json()["items"] == []


async def test_a_sealed_tender_is_not_awarded_before_its_bids_are_opened(desk: Desk) -> None:
    path = await a_sealed_tender(desk, Committee())
    await past_the_deadline(desk)
    body = {"bids": 1, "value": {"amount": "1.00"}, "holders": [{"identifier": {"id": ONE}, "name": "X"}]}
    answer = await desk.post(f"{path}/lots/1/award", body)
    assert (answer.status_code, answer.json()["code"]) == (409, "illegal-move")


async def test_selected_candidates_alone_bid_in_the_next_phase(desk: Desk) -> None:
    committee = Committee()
    path = await a_sealed_tender(desk, committee, procedure="restricted")
    bids = {
        bidder: (await hand_in(desk, path, bidder, form=a_form(bidder))).json()["id"] for bidder in (ONE, TWO, THREE)
    }
    first_key = (await desk.get(f"{path}/seal-key")).json()["key_id"]
    await past_the_deadline(desk)
    await committee.open(desk, path)
    body = {"bids": [bids[ONE], bids[TWO]], "deadline": (desk.now + timedelta(days=40)).isoformat()}
    few = await desk.post(f"{path}/selection", body)
    assert (few.status_code, few.json()["code"], few.json()["minimum"]) == (422, "too-few-candidates", 5)
    invited = await desk.post(f"{path}/selection", {**body, "reason": "Deux candidats sont aptes"})
    assert (invited.status_code, invited.json()["status"], invited.json()["phase"]) == (201, "published", "tenders")
    assert (await desk.get(f"{path}/seal-key")).json()["key_id"] != first_key
    assert (await hand_in(desk, path, ONE)).status_code == 201
    stranger = await hand_in(desk, path, THREE)
    assert (stranger.status_code, stranger.json()["code"]) == (403, "not-invited")
    assert "PhaseOpened" in await desk.told()


async def test_what_was_withdrawn_or_replaced_may_be_handed_in_again_and_counts(desk: Desk) -> None:
    committee = Committee()
    path = await a_sealed_tender(desk, committee)
    live(desk)
    bodies = []
    for price in (100, 200):
        piece = await seal_piece(desk, path, ONE, orjson.dumps(a_form(ONE, 1, price=price)))
        bodies.append({"bidder": {"id": ONE}, "lots": [1], "pieces": [piece]})
    own = {"scopes": BIDDER, "organisation": ONE}
    first = await desk.post(f"{path}/bids", bodies[0], **own)
    await desk.post(f"{first.headers['Location']}/withdrawal", None, **own)
    for body in (bodies[0], bodies[1], bodies[0]):
        answer = await desk.post(f"{path}/bids", body, **own)
        assert (answer.status_code, answer.json()["status"]) == (201, "sealed")
    await past_the_deadline(desk)
    await committee.open(desk, path)
    [bid] = (await desk.get(f"{path}/bids")).json()["items"]
    assert (bid["id"], bid["form"]["lots"][0]["price"]["amount"]) == (answer.json()["id"], "100.00")
