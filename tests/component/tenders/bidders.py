"""A committee that opens bids, and bidders who seal theirs as an integrator would: with the public key alone."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

import httpx
import orjson

from chassis.clock import Clock
from contracts.sealing import Context, OpeningKey, SealedShare, SealKey, seal
from tests.component.tenders.desk import REGION, Desk

MEMBERS = ("Présidente", "Juriste", "Séquestre")
SUPPLIERS = ("79878508500035", "38012986648625", "44306184100047", "55208131766522")
BIDDER = frozenset({"bids:submit"})
OPENER = frozenset({"bids:open"})
FORM_PRICE = 120_000
THREE_LOTS = [{"number": number, "title": f"Lot {number}"} for number in (1, 2, 3)]


@dataclass
class Committee:
    """The members of an opening committee, each with a key of its own."""

    threshold: int = 2
    keys: list[OpeningKey] = field(default_factory=lambda: [OpeningKey.generate() for _ in MEMBERS])

    def terms(self) -> dict[str, Any]:
        members = [
            {"name": name, "public_key": key.seal_key.to_json()["public_key"]}
            for name, key in zip(MEMBERS, self.keys, strict=True)
        ]
        return {"threshold": self.threshold, "members": members}

    async def give(self, desk: Desk, path: str, member: int, **options: Any) -> httpx.Response:
        sealed = (await desk.get(f"{path}/seal-key")).json()["shares"][member]
        share = SealedShare.from_json(sealed).open(self.keys[member]).to_json()
        return await desk.post(f"{path}/opening/shares", share, scopes=OPENER, **options)

    async def open(self, desk: Desk, path: str) -> httpx.Response:
        for member in range(self.threshold):
            answer = await self.give(desk, path, member)
        return answer


async def past_the_deadline(desk: Desk, days: int = 40) -> None:
    desk.now += timedelta(days=days)
    await desk.time_passes()


def live(desk: Desk) -> None:
    """Let the platform's clock show the desk's time."""
    clock: Clock = desk.app.state.clock
    if clock.start != desk.now:
        desk.app.state.clock = replace(clock, since=datetime.now(UTC), start=desk.now)


def a_form(bidder: str, *lots: int, price: int = FORM_PRICE, **members: Any) -> dict[str, Any]:
    member = {"identifier": {"id": bidder}, "name": f"Entreprise {bidder[:4]}", "size": "pme", **members}
    offered = [{"lot": lot, "price": {"amount": f"{price}.00"}} for lot in lots]
    return {"members": [member], "lots": offered}


async def seal_piece(desk: Desk, path: str, bidder: str, content: bytes, **title: Any) -> dict[str, Any]:
    """Seal content as a client does, and send it; the piece as a bid names it."""
    kind, name, lots = title.get("kind", "offer"), title.get("name", "offer.json"), tuple(title.get("lots", ()))
    sealed = await sealed_content(desk, path, title.get("sealed_for", bidder), content, kind, name, lots)
    sent = await desk.post(f"{path}/sealed-pieces", sealed, scopes=BIDDER, organisation=bidder)
    assert sent.status_code == 201, sent.text
    assert sent.json()["sha256"] == sha256(sealed).hexdigest()
    return {"kind": kind, "name": name, "lots": list(lots), **sent.json()}


async def sealed_content(
    desk: Desk,
    path: str,
    bidder: str,
    content: bytes,
    kind: str = "offer",
    name: str = "offer.json",
    lots: tuple[int, ...] = (),
) -> bytes:
    """Content as it is sealed for one place: this tender and phase, these lots, this bidder, this piece."""
    key = (await desk.get(f"{path}/seal-key")).json()
    context = Context(key["tender_id"], key["phase"], lots, f"SIRET:{bidder}", kind, name)
    return b"".join(seal([content], SealKey.from_json(key), context))


async def hand_in(desk: Desk, path: str, bidder: str, *lots: int, **options: Any) -> httpx.Response:
    """Hand in a bid with a form, and whatever pieces are given."""
    lots = lots or (1,)
    live(desk)
    content = options.pop("form", None) or a_form(bidder, *lots, price=options.pop("price", FORM_PRICE))
    form = await seal_piece(desk, path, options.pop("sealed_by", bidder), orjson.dumps(content))
    body = {"bidder": {"id": bidder}, "lots": list(lots), "pieces": [form, *options.pop("pieces", [])]}
    return await desk.post(f"{path}/bids", body, scopes=BIDDER, organisation=bidder, **options)


async def a_sealed_tender(desk: Desk, committee: Committee, **terms: Any) -> str:
    return await desk.publish(committee=committee.terms(), **terms)


__all__ = ["BIDDER", "OPENER", "REGION", "SUPPLIERS", "Committee", "a_form", "a_sealed_tender", "hand_in", "live"]
