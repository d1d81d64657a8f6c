"""Registers as files that say when they are whole, and from where to resume when they are not."""

import hashlib
import json

import httpx
import pytest

from gateway.exporting import PAGE_ROWS
from tests.component.gateway.platform import Platform

COUNT = 2 * PAGE_ROWS + 1


def _with_contracts(prenan: Platform) -> None:
    prenan.tenders.listed = [{"id": str(n), "contract": {"title": "=SUM(A1)"}} for n in range(COUNT)]


def _numbers(lines: list[bytes]) -> list[int]:
    return [int(one["id"]) for one in map(json.loads, lines) if "id" in one]


async def test_a_whole_register_ends_with_its_count_position_and_checksum(prenan: Platform) -> None:
    _with_contracts(prenan)
    prenan.procedures.tell("a")
    await prenan.followed()
    answer = await prenan.http.get("/exports/contracts.ndjson")
    body, _, last = answer.content.rstrip(b"\n").rpartition(b"\n")
    assert _numbers(body.splitlines()) == list(range(COUNT))
    digest = hashlib.sha256(body + b"\n").hexdigest()
    assert json.loads(last) == {"end": {"count": COUNT, "position": "procedures=1", "sha256": digest}}
    assert answer.headers["prenan-position"] == "procedures=1"


async def test_a_table_is_harmless_to_spreadsheets_and_ends_alike(prenan: Platform) -> None:
    _with_contracts(prenan)
    answer = await prenan.http.get("/exports/contracts.csv")
    header, first, *_, last = answer.content.rstrip().split(b"\r\n")
    assert header.startswith(b"id,status,procedure_id")
    assert first.startswith(b"0,,,,,,,'=SUM(A1),")
    before = answer.content[: answer.content.rindex(b"#end")]
    assert last.decode() == f"#end,{COUNT},procedures=0,{hashlib.sha256(before).hexdigest()}"


async def _received(prenan: Platform, chunks: list[bytes]) -> None:
    async with prenan.http.stream("GET", "/exports/contracts.ndjson") as answer:
        async for chunk in answer.aiter_bytes():
            chunks += [chunk]


async def test_a_broken_export_has_no_end_and_resumes_where_it_says(prenan: Platform) -> None:
    _with_contracts(prenan)
    prenan.tenders.broken = True
    received: list[bytes] = []
    with pytest.raises(httpx.RemoteProtocolError):
        await _received(prenan, received)
    lines = b"".join(received).splitlines()
    assert not any(b'"end"' in line for line in lines)
    prenan.tenders.broken = False
    after = json.loads(lines[-1])["resume"]
    rest = (await prenan.http.get("/exports/contracts.ndjson", params={"after": after})).content.splitlines()
    assert _numbers(lines) + _numbers(rest) == list(range(COUNT))
    assert json.loads(rest[-1])["end"]["count"] == COUNT - PAGE_ROWS


async def test_an_export_of_a_service_that_is_away_is_a_problem_from_the_start(prenan: Platform) -> None:
    await prenan.tenders.served.kill()
    try:
        answer = await prenan.http.get("/exports/tenders.csv")
    finally:
        await prenan.tenders.served.start()
    assert (answer.status_code, answer.json()["code"]) == (503, "upstream-unavailable")
