"""A call that takes sealed bids, and what its committee reads of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

from contracts.sealing import Context, Opener, OpeningKey, SealedShare, SealKey
from contracts.sealing.share import join
from tests.e2e.platforms import PlatformUnderTest

REGION = "00000001800010"
CRITERIA = [{"name": "Prix", "kind": "price", "weight": 60}, {"name": "Carbone", "kind": "environment", "weight": 40}]
LOT = {"criteria": CRITERIA, "clauses": {"environmental": True}}
CALL: dict[str, Any] = {
    "title": "Entretien des espaces verts", "buyer": REGION, "department": "schools", "nature": "services",
    "area": "environment-and-energy", "cpv": "77310000", "procedure": "adapted", "places": ["FRH01"],
    "estimated_value": {"amount": "120000.00"},
    "pieces": [
        {"kind": "technical-note", "title": "Mémoire technique", "per_lot": True},
        {"kind": "insurance", "title": "Attestation d'assurance", "certificate": True},
    ],
    "lots": [{"number": 1, "title": "Lannion", **LOT}, {"number": 2, "title": "Paimpol", **LOT}],
}  # fmt: skip


@dataclass(frozen=True)
class SealedCall:
    """A published call, and the keys of the members of its committee."""

    path: str
    members: tuple[OpeningKey, ...]

    async def opened(self, town: PlatformUnderTest, bid: Mapping[str, Any]) -> dict[str, bytes]:
        """What the committee reads in the pieces of a bid, by their kinds; they are opened as docs/sealing.md says."""
        async with town.client() as http:
            document = (await http.get(f"{self.path}/seal-key")).json()
        shares = [
            SealedShare.from_json(one).open(key) for one, key in zip(document["shares"], self.members, strict=True)
        ]
        key = join(shares, SealKey.from_json(document))
        bidder = f"{bid['bidder']['scheme']}:{bid['bidder']['id']}"
        stored = {sha256(file.read_bytes()).hexdigest(): file for file in _files(town.home / "documents")}
        found = {}
        for piece in bid["pieces"]:
            place = (
                document["tender_id"],
                document["phase"],
                tuple(piece["lots"]),
                bidder,
                piece["kind"],
                piece["name"],
            )
            opener = Opener(key, Context(*place))
            found[piece["kind"]] = opener.update(stored[piece["sha256"]].read_bytes()) + opener.finish()
        return found


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


async def a_sealed_call(town: PlatformUnderTest) -> SealedCall:
    """A call with two lots, a committee of two, and a document."""
    members = (OpeningKey.generate(), OpeningKey.generate())
    named = [
        {"name": f"Membre {turn}", "public_key": key.seal_key.to_json()["public_key"]}
        for turn, key in enumerate(members)
    ]
    async with town.client("mandatary") as http:
        draft = await http.post("/tenders", json={**CALL, "committee": {"threshold": 2, "members": named}})
        path = f"/tenders/{draft.json()['id']}"
        pdf = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
        kind = {"Content-Type": "application/pdf"}
        await http.post(
            f"{path}/documents", params={"name": "CCTP.pdf", "kind": "technical"}, content=pdf, headers=kind
        )
        deadline = (await town.now() + timedelta(days=30)).isoformat()
        published = await http.post(f"{path}/publication", json={"deadline": deadline})
        assert published.status_code == 201, published.text
    return SealedCall(path, members)
