"""What was altered, copied or malformed opens for nobody, and keeps no other bid shut."""

import asyncio
from pathlib import Path
from typing import Any

import orjson
import pytest

from tests.component.tenders.bidders import (
    BIDDER,
    SUPPLIERS,
    THREE_LOTS,
    Committee,
    a_form,
    a_sealed_tender,
    hand_in,
    live,
    past_the_deadline,
    seal_piece,
    sealed_content,
)
from tests.component.tenders.desk import Desk

ONE, TWO, THREE, FOUR = SUPPLIERS
MEGABYTE = 1024 * 1024


async def deposit(desk: Desk, path: str, bidder: str, *pieces: dict[str, Any], lots: tuple[int, ...] = (1,)) -> str:
    body = {"bidder": {"id": bidder}, "lots": list(lots), "pieces": list(pieces)}
    answer = await desk.post(f"{path}/bids", body, scopes=BIDDER, organisation=bidder)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


async def opened(desk: Desk, committee: Committee, path: str) -> dict[str, str]:
    """How each bid stands after the opening, by bidder."""
    await past_the_deadline(desk)
    assert (await committee.open(desk, path)).json()["status"] == "opened"
    return {bid["bidder"]["id"]: bid["status"] for bid in (await desk.get(f"{path}/bids")).json()["items"]}


def stored(folder: Path, size: int) -> Path:
    """The file of the one piece of that size."""
    [found] = [path for path in folder.rglob("*") if path.is_file() and path.stat().st_size == size]
    return found


@pytest.mark.parametrize("place", [0, 40, -1], ids=["header", "encapsulated key", "content"])
async def test_a_flipped_bit_is_found_at_the_opening_and_the_others_open(
    desk: Desk, tmp_path: Path, place: int
) -> None:
    committee = Committee()
    path = await a_sealed_tender(desk, committee)
    live(desk)
    form = orjson.dumps({**a_form(ONE, 1), "certificates": []})
    piece = await seal_piece(desk, path, ONE, form)
    await deposit(desk, path, ONE, piece)
    await hand_in(desk, path, TWO)
    file = stored(tmp_path, piece["size"])
    content = bytearray(file.read_bytes())
    content[place] ^= 1
    file.write_bytes(content)
    assert await opened(desk, committee, path) == {ONE: "unreadable", TWO: "opened"}


async def test_a_flipped_bit_of_another_piece_leaves_the_form_readable_and_that_piece_shut(
    desk: Desk, tmp_path: Path
) -> None:
    committee = Committee()
    path = await a_sealed_tender(desk, committee)
    live(desk)
    form = await seal_piece(desk, path, ONE, orjson.dumps(a_form(ONE, 1)))
    memo = await seal_piece(desk, path, ONE, b"memoire " * 1000, kind="technical-offer", name="memoire.pdf")
    bid = await deposit(desk, path, ONE, form, memo)
    file = stored(tmp_path, memo["size"])
    file.write_bytes(bytes([file.read_bytes()[0] ^ 1]) + file.read_bytes()[1:])
    assert await opened(desk, committee, path) == {ONE: "opened"}
    refused = await desk.get(f"/bids/{bid}/pieces/2")
    assert (refused.status_code, refused.json()["code"]) == (409, "piece-unreadable")


async def test_a_bid_that_is_copied_to_another_tender_does_not_open_there(desk: Desk) -> None:
    committee = Committee()
    path, other = await a_sealed_tender(desk, committee), await a_sealed_tender(desk, committee)
    await hand_in(desk, other, TWO)
    sealed = await sealed_content(desk, path, ONE, orjson.dumps(a_form(ONE, 1)))
    copy = await desk.post(f"{other}/sealed-pieces", sealed, scopes=BIDDER, organisation=ONE)
    await deposit(desk, other, ONE, {"kind": "offer", "name": "offer.json", **copy.json()})
    assert await opened(desk, committee, other) == {ONE: "unreadable", TWO: "opened"}


async def test_a_piece_that_is_copied_to_another_lot_does_not_open_there(desk: Desk) -> None:
    committee = Committee()
    path = await a_sealed_tender(desk, committee, lots=THREE_LOTS)
    live(desk)
    form = await seal_piece(desk, path, ONE, orjson.dumps(a_form(ONE, 1, 2)), lots=[1])
    await deposit(desk, path, ONE, {**form, "lots": [2]}, lots=(1, 2))
    assert await opened(desk, committee, path) == {ONE: "unreadable"}


async def test_a_bid_that_another_bidder_copies_does_not_open_for_it(desk: Desk) -> None:
    committee = Committee()
    path = await a_sealed_tender(desk, committee)
    live(desk)
    sealed = await sealed_content(desk, path, ONE, orjson.dumps(a_form(ONE, 1)))
    for bidder in (ONE, TWO):
        sent = await desk.post(f"{path}/sealed-pieces", sealed, scopes=BIDDER, organisation=bidder)
        await deposit(desk, path, bidder, {"kind": "offer", "name": "offer.json", **sent.json()})
    assert await opened(desk, committee, path) == {ONE: "opened", TWO: "unreadable"}


MALFORMED = {
    "nothing": b" ",
    "no JSON": b"\x00\xff\xfe",
    "no form": b"[]",
    "deep": b"[" * 200_000,
    "a null character": orjson.dumps(a_form(ONE, 1)).replace(b"Entreprise", b"\\u0000Entreprise"),
    "half a character": orjson.dumps(a_form(ONE, 1)).replace(b"Entreprise", b"\\ud800Entreprise"),
    "a price beyond all": orjson.dumps(a_form(ONE, 1)).replace(b"120000.00", b"1e999999"),
    "a price below zero": orjson.dumps(a_form(ONE, 1)).replace(b"120000.00", b"-1"),
    "another alphabet": orjson.dumps(a_form(ONE, 1)).decode().encode("utf-16"),
    "too large": orjson.dumps(a_form(ONE, 1)) + b" " * 6 * MEGABYTE,
}


@pytest.mark.parametrize("form", MALFORMED.values(), ids=MALFORMED)
async def test_a_form_that_is_none_makes_that_bid_unreadable_and_nothing_else(desk: Desk, form: bytes) -> None:
    committee = Committee()
    path = await a_sealed_tender(desk, committee)
    live(desk)
    await deposit(desk, path, ONE, await seal_piece(desk, path, ONE, form))
    await hand_in(desk, path, TWO)
    assert await opened(desk, committee, path) == {ONE: "unreadable", TWO: "opened"}
    assert await desk.told() == ["TenderPublished", "TenderClosed", "BidsOpened", "OffersOpened"]


async def test_what_is_no_sealed_piece_makes_that_bid_unreadable_and_nothing_else(desk: Desk) -> None:
    committee = Committee()
    path = await a_sealed_tender(desk, committee)
    live(desk)
    for bidder, content in ((ONE, b"x"), (TWO, b"never sealed " * 1000)):
        sent = await desk.post(f"{path}/sealed-pieces", content, scopes=BIDDER, organisation=bidder)
        await deposit(desk, path, bidder, {"kind": "offer", "name": "offer.json", **sent.json()})
    await hand_in(desk, path, THREE)
    assert await opened(desk, committee, path) == {ONE: "unreadable", TWO: "unreadable", THREE: "opened"}


async def test_of_one_deposit_in_the_same_instant_every_answer_is_the_same_bid(desk: Desk) -> None:
    path = await a_sealed_tender(desk, Committee())
    live(desk)
    piece = await seal_piece(desk, path, FOUR, orjson.dumps(a_form(FOUR, 1)))
    bids = await asyncio.gather(*(deposit(desk, path, FOUR, piece) for _ in range(6)))
    assert len(set(bids)) == 1


SECRET_PATHS = (
    "/tenders/{tender_id}/bids",
    "/tenders/{tender_id}/bid-check",
    "/tenders/{tender_id}/pieces",
    "/tenders/{tender_id}/sealed-pieces",
    "/bids/{bid_id}",
    "/bids/{bid_id}/receipt",
    "/bids/{bid_id}/withdrawal",
    "/bids/{bid_id}/pieces/{number}",
)
"""Routes whose calls would tell how many bids came."""


async def test_metrics_do_not_tell_how_many_bids_came(desk: Desk) -> None:
    path = await a_sealed_tender(desk, Committee())
    bid = (await hand_in(desk, path, ONE)).headers["Location"]
    await desk.get(bid, scopes=BIDDER, organisation=ONE)
    shown = (await desk.get("/metrics", scopes=None)).text
    assert 'route="/tenders/{tender_id}/publication"' in shown
    told = [line for line in shown.splitlines() for path in SECRET_PATHS if f'route="{path}"' in line]
    assert told == []
