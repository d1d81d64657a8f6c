"""Those who bid, sealing as an integrator would: with the public key alone; and those who open."""

import json
from dataclasses import dataclass, field
from hashlib import sha256

from contracts.sealing import Context, OpeningKey, ReceiptFile, SealedShare, SealKey, seal, verify
from tests.e2e.storytelling import Actor, Bid, Document, Tender, money

BYTES = {"Content-Type": "application/octet-stream"}


@dataclass
class Supplier(Actor):
    """A company with a key of its own."""

    siret: str = ""

    def member(self, **said: object) -> Document:
        """The company as its bids present it."""
        return {"identifier": {"id": self.siret}, "name": self.name, "size": "pme", **said}

    async def takes_documents(self, tender: Tender) -> list[str]:
        """Take the documents and leave an address; their names."""
        identity = {"siret": self.siret, "name": self.name, "email": f"bids@{self.siret}.example"}
        taken = await self.post(f"{tender.path}/withdrawals", identity)
        return [document["name"] for document in taken["documents"]]

    async def asks(self, tender: Tender, text: str) -> Document:
        return await self.post(f"{tender.path}/questions", {"text": text})

    async def bids(self, tender: Tender, prices: dict[int, int], *members: Document) -> Bid:
        """Seal an offer on this machine, hand it in, and check the receipt without asking anybody."""
        lots = [{"lot": lot, "price": money(price)} for lot, price in prices.items()]
        form = {"members": list(members or (self.member(),)), "lots": lots}
        piece = await self._sends(tender, json.dumps(form).encode())
        body = {"bidder": {"id": self.siret}, "lots": list(prices), "pieces": [piece]}
        bid = await self.post(f"{tender.path}/bids", body)
        file = ReceiptFile.from_json(bid["receipt"])
        assert [kept.sha256 for kept in verify(file, [file.key], []).receipt.pieces] == [piece["sha256"]]
        return Bid(tender, bid["id"])

    async def justifies(self, bid: Bid, lot: int, text: str) -> None:
        await self.post(f"{bid.lot(lot)}/justification", {"text": text})

    async def reads_rejection(self, bid: Bid) -> Document:
        [letter] = (await self.read(f"{bid.tender.path}/bids/{bid.id}/rejection"))["items"]
        return dict(letter)

    async def _sends(self, tender: Tender, content: bytes) -> Document:
        key = await self.read(f"{tender.path}/seal-key")
        context = Context(key["tender_id"], key["phase"], (), f"SIRET:{self.siret}", "offer", "offer.json")
        sealed = b"".join(seal([content], SealKey.from_json(key), context))
        stored = await self.post(f"{tender.path}/sealed-pieces", content=sealed, headers=BYTES)
        assert stored["sha256"] == sha256(sealed).hexdigest()
        return {"kind": "offer", "name": "offer.json", "lots": [], **stored}


@dataclass
class Committee:
    """The opening committee: any two of its members open the bids together, each with a private key of its own."""

    members: list[Actor]
    threshold: int = 2
    keys: list[OpeningKey] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.keys = [OpeningKey.generate() for _ in self.members]

    def terms(self) -> Document:
        """What the notice says of the committee."""
        pairs = zip(self.members, self.keys, strict=True)
        shown = [{"name": one.name, "public_key": key.seal_key.to_json()["public_key"]} for one, key in pairs]
        return {"threshold": self.threshold, "members": shown}

    async def opens(self, tender: Tender, *members: int) -> Document:
        """Let these members give their shares one after the other; the opening as the last one finds it."""
        for number in members:
            member = self.members[number]
            held = (await member.read(f"{tender.path}/seal-key"))["shares"][number]
            share = SealedShare.from_json(held).open(self.keys[number]).to_json()
            opening = await member.post(f"{tender.path}/opening/shares", share)
        return opening
