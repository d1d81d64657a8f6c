"""Nobody reads a bid before its opening, whatever they may read; nor does anybody learn that there is one."""

import asyncio
import base64
import gzip
import os
import secrets
from datetime import datetime
from pathlib import Path
from typing import Any

from deploy.sample.identifiers import siret
from tests.e2e.bidders import Committee, a_form, a_sealed_tender, hand_in, sealed, send
from tests.e2e.imports import Imported
from tests.e2e.platforms import PlatformUnderTest, a_platform
from tests.e2e.searching import Search, Sought
from tests.waiting import until

OUTSIDE, INSIDE = siret(81_001), siret(81_002)
"""Who seals on a machine of its own, and who has the platform do it."""
BYTES = 3 * 1024 * 1024
SECONDS = 45
"""How long bids may come: several times what both of them take, after all is quiet."""
QUIET_SECONDS = 8
"""How long nothing is told before all is quiet: the observatory looks for flags every five seconds."""


def a_canary() -> str:
    return f"canary{secrets.token_hex(16)}"


def a_file(canary: str) -> bytes:
    """Some megabytes that do not compress, with a word in many places."""
    block = os.urandom(32 * 1024)
    return b"".join(block + canary.encode() for _ in range(BYTES // len(block)))


async def bids(platform: PlatformUnderTest, path: str, canaries: list[str]) -> list[str]:
    """Two bids, each with its word in the form and in a file: their ids."""
    async with platform.client("operator") as http:
        key = (await http.get(f"{path}/seal-key")).json()
        memo = {"kind": "technical-offer", "name": "memoire.pdf"}
        form = sealed(key, OUTSIDE, a_form(OUTSIDE, canaries[0]))
        file = sealed(key, OUTSIDE, a_file(canaries[1]), **memo)
        pieces = [
            {"kind": "offer", "name": "offer.json", **await send(http, path, form)},
            {**memo, **await send(http, path, file)},
        ]
        first = await hand_in(http, path, OUTSIDE, *pieces)
        inside = {"bidder": INSIDE}
        pieces = [
            await send(http, path, a_form(INSIDE, canaries[2]), kind="offer", name="offer.json", **inside),
            await send(http, path, a_file(canaries[3]), **memo, **inside),
        ]
        second = await hand_in(http, path, INSIDE, *pieces)
    assert [first.status_code, second.status_code] == [201, 201], second.text
    return [answer.json()["id"] for answer in (first, second)]


async def shown(platform: PlatformUnderTest, path: str) -> dict[str, Any]:
    """All that the public and the buyer are told of a tender, with its entity tags."""
    told = {}
    for role in (None, "mandatary", "supplier", "prescriber"):
        async with platform.client(role) as http:
            for place in (path, f"{path}/bids", f"{path}/openings", "/tenders", "/feed/procedures?limit=1000"):
                answer = await http.get(place)
                said = answer.text if answer.is_success else answer.json()["code"]
                told[f"{role} {place}"] = (answer.status_code, said, answer.headers.get("ETag"))
    return told


async def search_before_and_after(platform: PlatformUnderTest) -> None:
    committee, canaries = Committee(), [a_canary() for _ in range(4)]
    path = await a_sealed_tender(platform, committee, SECONDS)
    await until(lambda: _is_settled(platform, path), 60)
    without = await shown(platform, path)
    ids = await bids(platform, path, canaries)
    assert await shown(platform, path) == without, "a bid shows"
    assert await Search(platform, canaries).everywhere() == {}
    names = Search(platform, [OUTSIDE, INSIDE, *ids])
    told = {**names.in_logs(), **await names.in_answers(await names.said())}
    assert {place: words for place, words in told.items() if words} == {}
    assert [line for line in _metrics(await names.said()) if "bids" in line or "pieces" in line] == []
    await committee.open(platform, path)
    await _is_found(platform, ids, canaries)


async def _is_settled(platform: PlatformUnderTest, path: str) -> bool:
    """Whether nothing more is told, nor any flag raised, and the figures beside the tender are made from all of it."""
    async with platform.client("operator") as http:
        heads = {feed: (await http.get(f"/feed/{feed}?limit=1")).json()["head"] for feed in ("procedures", "flags")}
        waits = (http.get(f"/feed/{feed}?after={head}&wait={QUIET_SECONDS}") for feed, head in heads.items())
        told = [answer.json()["events"] for answer in await asyncio.gather(*waits)]
        newest = (await http.get("/feed/flags?order=newest&limit=1&include=body")).json()["events"]
        shown = (await http.get(path)).json()["area_figures"]["A1"]
    if any(told) or not newest or shown["positions"]["procedures"] != heads["procedures"]:
        return False
    raised = datetime.fromisoformat(newest[0]["event"]["recordedtime"])
    return datetime.fromisoformat(shown["as_of"]) >= raised


def _metrics(answers: dict[str, bytes]) -> list[str]:
    pages = [content.decode() for address, content in answers.items() if address.endswith("/metrics")]
    return [line for page in pages for line in page.splitlines()]


async def _is_found(platform: PlatformUnderTest, ids: list[str], canaries: list[str]) -> None:
    """After the opening the same search finds the forms; the files stay sealed, and are read by the buyer."""
    found = await Search(platform, canaries).everywhere()
    assert found["tenders public.bid"] == {canaries[0], canaries[2]}
    assert any("pg_wal" in place for place in found), found
    assert set().union(*found.values()) == {canaries[0], canaries[2]}
    async with platform.client("mandatary") as buyer:
        for bid, canary in zip(ids, canaries[1::2], strict=True):
            content = (await buyer.get(f"/bids/{bid}/pieces/2")).content
            assert Sought.of([canary]).within(content) == {canary}


async def test_a_word_of_a_sealed_bid_is_nowhere_before_its_opening_and_then_where_it_belongs(
    tmp_path: Path,
) -> None:
    async with a_platform(tmp_path / "home") as platform:  # where nobody else acts meanwhile
        await search_before_and_after(platform)


async def test_nor_is_it_anywhere_where_facts_go_over_kafka(over_kafka: Imported) -> None:
    await search_before_and_after(over_kafka.platform)


def test_the_search_knows_a_word_in_every_disguise() -> None:
    word = a_canary()
    sought = Sought.of([word])
    for before in range(4):
        content = b"x" * before + word.encode() + b"yz"
        for disguised in _disguised(content):
            assert sought.within(disguised) == {word}
    assert sought.within(word[1:].encode()) == set()


def _disguised(content: bytes) -> list[bytes]:
    wide = content.decode().encode("utf-16-le")
    return [
        content,
        wide,
        content.hex().encode(),
        base64.b64encode(content),
        base64.urlsafe_b64encode(wide),
        gzip.compress(content),
    ]
