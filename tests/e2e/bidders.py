"""A sealed tender on a running platform: its committee, its bidders, and its opening."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import orjson

from contracts.sealing import Context, OpeningKey, SealedShare, SealKey, seal
from tests.e2e.platforms import PlatformUnderTest
from tests.e2e.test_story import TERMS, post
from tests.waiting import until

MEMBERS = ("Présidente", "Juriste", "Séquestre")
CHUNK = 100_000


@dataclass
class Committee:
    """Three members, of whom two open the bids."""

    keys: list[OpeningKey] = field(default_factory=lambda: [OpeningKey.generate() for _ in MEMBERS])

    def terms(self) -> dict[str, Any]:
        public = [key.seal_key.to_json()["public_key"] for key in self.keys]
        members = [{"name": name, "public_key": key} for name, key in zip(MEMBERS, public, strict=True)]
        return {"threshold": 2, "members": members}

    async def give(self, platform: PlatformUnderTest, path: str, member: int) -> httpx.Response:
        async with platform.client("opening-committee-member") as http:
            sealed = (await http.get(f"{path}/seal-key")).json()["shares"][member]
            share = SealedShare.from_json(sealed).open(self.keys[member]).to_json()
            return await http.post(f"{path}/opening/shares", json=share, timeout=120)

    async def open(self, platform: PlatformUnderTest, path: str) -> None:
        """Open the bids as soon as it is allowed."""

        async def first() -> bool:
            return (await self.give(platform, path, 0)).status_code == 201

        await until(first, 90)
        second = await self.give(platform, path, 1)
        assert (second.status_code, second.json()["status"]) == (201, "opened"), second.text


async def a_sealed_tender(platform: PlatformUnderTest, committee: Committee, seconds: float) -> str:
    """A tender whose bids are sealed and which closes in so many seconds: its path."""
    async with platform.client("mandatary") as buyer:

        async def served() -> bool:
            return (await buyer.get("/tenders")).status_code == 200

        await until(served, 60)
        tender = await post(buyer, "/tenders", {**TERMS, "committee": committee.terms()})
        path = f"/tenders/{tender['id']}"
        deadline = (datetime.now(UTC) + timedelta(seconds=seconds)).isoformat()
        await post(buyer, f"{path}/publication", {"deadline": deadline})
    return path


def a_form(bidder: str, words: str) -> bytes:
    member = {"identifier": {"id": bidder}, "name": f"Entreprise {bidder[:9]}", "size": "pme"}
    answers = [{"question": "Méthode", "answer": words}]
    return orjson.dumps(
        {"members": [member], "lots": [{"lot": 1, "price": {"amount": "70123.45"}, "answers": answers}]}
    )


def sealed(key: dict[str, Any], bidder: str, content: bytes, kind: str = "offer", name: str = "offer.json") -> bytes:
    """Content as its bidder seals it."""
    context = Context(key["tender_id"], key["phase"], (), f"SIRET:{bidder}", kind, name)
    return b"".join(seal([content], SealKey.from_json(key), context))


async def in_chunks(content: bytes) -> AsyncIterator[bytes]:
    """A file as a client sends it."""
    for start in range(0, len(content), CHUNK):
        yield content[start : start + CHUNK]


async def send(http: httpx.AsyncClient, path: str, content: bytes, **title: str) -> dict[str, Any]:
    """Send a sealed piece; with a title, one that the platform is to seal."""
    headers = {"Content-Type": "application/octet-stream"}
    place = "pieces" if title else "sealed-pieces"
    answer = await http.post(f"{path}/{place}", params=title, content=in_chunks(content), headers=headers)
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


async def hand_in(http: httpx.AsyncClient, path: str, bidder: str, *pieces: dict[str, Any]) -> httpx.Response:
    body = {"bidder": {"id": bidder}, "lots": [1], "pieces": list(pieces)}
    return await http.post(f"{path}/bids", json=body, headers={"Idempotency-Key": f"{path} {bidder}"})
