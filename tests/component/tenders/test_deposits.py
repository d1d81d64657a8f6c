"""Bids as they are handed in: what is asked for, what is refused, and whose secret they are."""

from typing import Any

from contracts.sealing import ReceiptFile, verify
from tests.component.tenders.bidders import (
    BIDDER,
    SUPPLIERS,
    THREE_LOTS,
    Committee,
    a_sealed_tender,
    hand_in,
    live,
    seal_piece,
)
from tests.component.tenders.desk import REGION, Desk

ONE, TWO, THREE, _ = SUPPLIERS


async def test_a_receipt_is_verified_offline_and_names_every_piece(desk: Desk) -> None:
    path = await a_sealed_tender(desk, Committee())
    answer = await hand_in(desk, path, ONE)
    bid = answer.json()
    key = (await desk.get("/receipt-key", scopes=None)).json()
    file = ReceiptFile.from_json(bid["receipt"])
    assert file.key.to_jwk() == key
    verdict = verify(file, [file.key], [])
    assert verdict.receipt.received_at.isoformat() == bid["received_at"] or verdict.receipt.late is False
    assert [piece.sha256 for piece in verdict.receipt.pieces] == [piece["sha256"] for piece in bid["pieces"]]
    assert answer.headers["Location"] == f"/bids/{bid['id']}"


async def test_a_piece_for_a_bidder_whose_number_is_wrong_is_refused(desk: Desk) -> None:
    path = await a_sealed_tender(desk, Committee())
    query = "kind=offer&name=offer.json&bidder=123"
    answer = await desk.post(f"{path}/pieces?{query}", b"{}", scopes=BIDDER, organisation=ONE)
    assert (answer.status_code, answer.json()["code"]) == (422, "bidder-misnumbered")


async def test_a_bid_is_its_bidders_secret(desk: Desk) -> None:
    path = await a_sealed_tender(desk, Committee())
    bid = (await hand_in(desk, path, ONE)).headers["Location"]
    assert (await desk.get(bid, scopes=BIDDER, organisation=ONE)).status_code == 200
    assert (await desk.get(bid, scopes=BIDDER, organisation=TWO, client="another")).status_code == 404
    assert (await desk.get(bid, scopes=BIDDER, organisation=REGION, client="the buyer")).status_code == 404


async def test_a_company_bids_for_itself_alone(desk: Desk) -> None:
    path = await a_sealed_tender(desk, Committee())
    live(desk)
    body = {
        "bidder": {"id": TWO},
        "lots": [1],
        "pieces": [{"kind": "offer", "name": "o", "size": 1, "sha256": "0" * 64}],
    }
    answer = await desk.post(f"{path}/bids", body, scopes=BIDDER, organisation=ONE)
    assert (answer.status_code, answer.json()["code"]) == (403, "not-the-bidder")


async def test_what_is_missing_is_named_before_and_at_deposit(desk: Desk) -> None:
    asked = [
        {"kind": "price-schedule", "title": "BPU", "per_lot": True},
        {"kind": "insurance", "title": "Assurance", "certificate": True},
    ]
    path = await a_sealed_tender(desk, Committee(), lots=THREE_LOTS, pieces=asked)
    plan = {
        "lots": [1, 3],
        "pieces": [{"kind": "offer"}, {"kind": "price-schedule", "lots": [1]}, {"kind": "insurance"}],
        "certificates": [{"kind": "insurance", "valid_until": desk.now.date().isoformat()}],
    }
    checked = (await desk.post(f"{path}/bid-check", plan, scopes=None)).json()
    assert checked["complete"] is False
    assert checked["missing"] == [{"kind": "price-schedule", "title": "BPU", "lot": 3, "valid_until": None}]
    expired = [(one["kind"], one["valid_until"]) for one in checked["expired"]]
    assert expired == [("insurance", plan["certificates"][0]["valid_until"])]
    refused = await hand_in(desk, path, ONE, 1)
    assert (refused.status_code, refused.json()["code"]) == (422, "bid-incomplete")
    missing = [(one["kind"], one["lot"]) for one in refused.json()["missing"]]
    assert missing == [("price-schedule", 1), ("insurance", None)]


async def test_a_bidder_may_have_so_many_lots_and_no_more_l2113_10(desk: Desk) -> None:
    path = await a_sealed_tender(desk, Committee(), lots=THREE_LOTS, lots_per_bidder=2)
    assert (await hand_in(desk, path, ONE, 1, 2)).status_code == 201
    answer = await hand_in(desk, path, TWO, 1, 2, 3)
    assert (answer.status_code, answer.json()["code"], answer.json()["article"]) == (
        422,
        "too-many-lots",
        "CCP L2113-10",
    )


async def test_the_same_deposit_twice_is_one_bid(desk: Desk) -> None:
    path = await a_sealed_tender(desk, Committee())
    live(desk)
    piece = await seal_piece(desk, path, ONE, b"{}")
    body = {"bidder": {"id": ONE}, "lots": [1], "pieces": [piece]}
    answers = [await desk.post(f"{path}/bids", body, scopes=BIDDER, organisation=ONE) for _ in range(2)]
    assert answers[0].json() == answers[1].json()


async def test_a_tender_without_a_committee_takes_its_bids_elsewhere(desk: Desk) -> None:
    path = await desk.publish()
    answer = await desk.get(f"{path}/seal-key")
    assert (answer.status_code, answer.json()["code"]) == (409, "bids-taken-elsewhere")


async def test_a_company_finds_its_own_bids_again_and_nobody_elses(desk: Desk) -> None:
    path = await a_sealed_tender(desk, Committee())
    first = (await hand_in(desk, path, ONE, price=90_000)).json()["id"]
    await hand_in(desk, path, TWO)
    other = await a_sealed_tender(desk, Committee(), title="Second appel")
    second = (await hand_in(desk, other, ONE)).json()["id"]

    async def own(asked: str = "/bids", organisation: str = ONE) -> tuple[list[dict[str, Any]], str | None]:
        answer = await desk.get(asked, scopes=BIDDER, organisation=organisation, client="a colleague")
        return answer.json()["items"], answer.json()["next"]

    found, _ = await own()
    assert [(one["id"], one["title"], one["status"]) for one in found] == [
        (second, "Second appel", "sealed"),
        (first, found[1]["title"], "sealed"),
    ]
    assert "form" not in str(found)
    assert (await own(organisation=f"{ONE[:9]}00099"))[0] == found
    assert [len((await own(organisation=siret))[0]) for siret in (TWO, THREE)] == [1, 0]
    newest, onward = await own("/bids?limit=1")
    assert onward
    assert ([*newest, *(await own(onward))[0]], (await own(onward))[1]) == (found, None)


async def test_only_bidders_have_bids_of_their_own(desk: Desk) -> None:
    assert (await desk.get("/bids")).status_code == 403
