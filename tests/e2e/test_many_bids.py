"""Two hundred suppliers bid on one tender in the same instant."""

import asyncio
from typing import Any

import httpx

from contracts.sealing import ReceiptFile, VerifyingKey, verify
from deploy.sample.identifiers import siret
from tests.e2e.bidders import Committee, a_form, a_sealed_tender, hand_in, sealed, send
from tests.e2e.platforms import PlatformUnderTest

BIDDERS = [siret(82_001 + place) for place in range(200)]
SECONDS = 40
"""How long bids may come: several times what all of them take."""
AT_ONCE = 20


async def test_two_hundred_bids_in_the_same_instant_have_two_hundred_receipts_and_all_count(
    platform: PlatformUnderTest,
) -> None:
    committee = Committee()
    path = await a_sealed_tender(platform, committee, SECONDS)
    limits = httpx.Limits(max_connections=len(BIDDERS))
    headers = {"Authorization": f"Bearer {platform.key('operator')}"}
    async with httpx.AsyncClient(base_url=platform.url, headers=headers, limits=limits, timeout=60) as http:
        pieces = await _sent(http, path)
        answers = await asyncio.gather(*(hand_in(http, path, one, pieces[one]) for one in BIDDERS))
        key = VerifyingKey.from_jwk((await http.get("/receipt-key")).json())
    assert [answer.text for answer in answers if answer.status_code != 201] == []
    files = [ReceiptFile.from_json(answer.json()["receipt"]) for answer in answers]
    assert len({file.jws for file in files}) == len(BIDDERS)
    receipts = [verify(file, [key], []).receipt for file in files if verify(file, [key], []).holds]
    assert {receipt.depositor.identifier for receipt in receipts if receipt} == {f"SIRET:{one}" for one in BIDDERS}
    await committee.open(platform, path)
    assert await _opened(platform, path) == {(one, "opened") for one in BIDDERS}


async def _sent(http: httpx.AsyncClient, path: str) -> dict[str, dict[str, Any]]:
    """The form of each bidder, sealed and sent before."""
    key = (await http.get(f"{path}/seal-key")).json()
    turns = asyncio.Semaphore(AT_ONCE)

    async def one(bidder: str) -> dict[str, Any]:
        async with turns:
            sent = await send(http, path, sealed(key, bidder, a_form(bidder, "Nous")))
        return {"kind": "offer", "name": "offer.json", **sent}

    return dict(zip(BIDDERS, await asyncio.gather(*map(one, BIDDERS)), strict=True))


async def _opened(platform: PlatformUnderTest, path: str) -> set[tuple[str, str]]:
    found, place = set(), f"{path}/bids?limit=100"
    async with platform.client("mandatary") as buyer:
        while place:
            page = (await buyer.get(place)).json()
            found |= {(bid["bidder"]["id"], bid["status"]) for bid in page["items"]}
            place = page["next"] or ""
    return found
