"""Feeds as streams: each fact once and in order, from any position, for as many as listen."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from urllib.parse import urlsplit

import httpx
import pytest

from gateway.streams.stream import Stream
from tests.component.gateway.platform import Platform
from tests.component.gateway.reading import STREAM, Reader, reader
from tests.waiting import until

FEED = "/feed/procedures"


async def told(prenan: Platform, facts: int, kind: str = "Told", **data: str) -> None:
    """Facts that the gateway has heard of."""
    for _ in range(facts):
        prenan.procedures.tell("a tender", kind=kind, **data)
    await prenan.followed()


async def test_a_stream_goes_on_from_where_its_reader_was(prenan: Platform) -> None:
    await told(prenan, 3)
    async with reader(prenan.http, f"{FEED}?after=1") as first:
        assert await first.read(until=3) == [2, 3]
        await told(prenan, 2)
        assert await first.read(until=5) == [2, 3, 4, 5]
        assert first.answer.headers["content-type"] == "text/event-stream"
        assert first.answer.headers["cache-control"] == "no-store"
    async with reader(prenan.http, f"{FEED}?after=1", **{"Last-Event-ID": "4"}) as again:
        assert await again.read(until=5) == [5]


async def test_a_fact_comes_as_in_a_page_with_its_body_where_it_is_asked_for(prenan: Platform) -> None:
    await told(prenan, 1)
    async with reader(prenan.http, FEED) as bare, reader(prenan.http, f"{FEED}?include=body") as whole:
        await told(prenan, 1)
        await asyncio.gather(bare.read(until=2), whole.read(until=2))
    page = (await prenan.http.get(f"{FEED}?include=body")).json()
    assert [{**item, "about": []} for item in whole.items] == page["events"]
    assert [set(item) for item in bare.items] == [{"position", "hash", "id", "type", "subject"}] * 2


async def test_who_begins_at_the_latest_gets_what_comes(prenan: Platform) -> None:
    await told(prenan, 3)
    async with reader(prenan.http, f"{FEED}?after=latest") as stream:
        assert await stream.read(until=3) == []
        await told(prenan, 1)
        assert await stream.read(until=4) == [4]


async def test_what_is_filtered_out_is_passed_over_for_good(prenan: Platform) -> None:
    await told(prenan, 2)
    async with reader(prenan.http, f"{FEED}?type=Wanted") as stream:
        assert (await stream.read(until=2), stream.last) == ([], "2")
        await told(prenan, 1)
        await told(prenan, 1, kind="Wanted")
        assert await stream.read(until=4) == [4]


async def test_a_kept_page_is_no_stream(prenan: Platform) -> None:
    await told(prenan, 2)
    target = f"{FEED}?after=0&limit=1"
    for _ in range(2):
        assert (await prenan.http.get(target)).headers["content-type"] == "application/json"
    async with reader(prenan.http, target) as stream:
        assert await stream.read(until=2) == [1, 2]


@pytest.mark.parametrize(
    ("target", "headers", "status", "code"),
    [
        (f"{FEED}?order=newest", {}, 422, "stream-goes-forward"),
        (FEED, {"Last-Event-ID": "x"}, 422, "invalid-request"),
        ("/feed/nothing", {}, 404, "unknown-feed"),
        ("/feed/offers", {}, 401, "unauthenticated"),
    ],
)
async def test_what_cannot_be_streamed_is_a_problem(
    prenan: Platform, target: str, headers: dict[str, str], status: int, code: str
) -> None:
    answer = await prenan.http.get(target, headers=STREAM | headers)
    assert (answer.status_code, answer.json()["code"]) == (status, code)


async def test_a_hundred_readers_cost_the_service_no_more_than_one(prenan: Platform) -> None:
    await told(prenan, 1)
    async with AsyncExitStack() as stack, httpx.AsyncClient(base_url=prenan.http.base_url, limits=NO_LIMITS) as http:
        readers = [await stack.enter_async_context(reader(http, FEED)) for _ in range(100)]
        await asyncio.gather(*(one.read(until=1) for one in readers))
        before = prenan.tenders.asked[FEED]
        await told(prenan, 5)
        assert await asyncio.gather(*(one.read(until=6) for one in readers)) == [[1, 2, 3, 4, 5, 6]] * 100
        assert prenan.tenders.asked[FEED] - before < 20


NO_LIMITS = httpx.Limits(max_connections=None)


async def test_a_slow_reader_is_dropped_and_goes_on_where_it_was(
    prenan: Platform, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Stream, "patience", 0.2)
    hub = prenan.app.state.platform.hub
    await told(prenan, 1)
    with socket.socket() as slow:
        slow.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        at = urlsplit(str(prenan.http.base_url))
        slow.connect((at.hostname, at.port))
        slow.sendall(f"GET {FEED}?include=body HTTP/1.1\r\nHost: a\r\nAccept: text/event-stream\r\n\r\n".encode())
        await until(lambda: hub.open_streams == 1)
        await told(prenan, 40, text="x" * 200_000)
        await until(lambda: hub.open_streams == 0)
        received = b""
        while piece := await asyncio.to_thread(slow.recv, 1 << 20):
            received += piece
    last = int(received.rpartition(b"\n\n")[0].rpartition(b"id: ")[2].partition(b"\n")[0])
    assert 0 < last < 41, "it was dropped in the middle"
    async with reader(prenan.http, f"{FEED}?include=body", **{"Last-Event-ID": str(last)}) as again:
        assert await again.read(until=41) == list(range(last + 1, 42))


async def test_every_stream_ends_with_the_process(prenan: Platform, monkeypatch: pytest.MonkeyPatch) -> None:
    hub = prenan.app.state.platform.hub
    async with reader(prenan.http, FEED) as stream:
        await until(lambda: hub.open_streams == 1)
        hub.end()
        try:
            assert await stream.read() == [], "read to its end"
        finally:
            hub.is_ending = False


async def test_a_silent_stream_says_now_and_then_where_it_is(prenan: Platform, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Stream, "heartbeat", 0.05)
    await told(prenan, 2)
    async with reader(prenan.http, FEED) as stream:
        async with asyncio.timeout(10):
            beats = [event async for event in _first(stream, 6)]
    assert beats[-2:] == [{"event": "position", "id": "2", "data": "2"}] * 2


async def _first(stream: Reader, count: int) -> AsyncIterator[dict[str, str]]:
    events = stream.events()
    for _ in range(count):
        yield await anext(events)


async def test_a_restored_feed_ends_the_streams_that_were_ahead_of_it(prenan: Platform) -> None:
    await told(prenan, 3)
    async with reader(prenan.http, FEED) as stream:
        await stream.read(until=3)
        del prenan.procedures.events[1:]
        assert await stream.read() == [1, 2, 3]


async def test_the_public_document_says_that_feeds_are_streams_too(prenan: Platform) -> None:
    paths = (await prenan.http.get("/openapi.json")).json()["paths"]
    for path in ("/feed/{name}", "/feed/offers"):
        operation = paths[path]["get"]
        assert set(operation["responses"]["200"]["content"]) == {"application/json", "text/event-stream"}
        assert "too-many-streams" in operation["responses"]["503"]["description"]
        assert "Last-Event-ID" in [parameter["name"] for parameter in operation["parameters"]]
