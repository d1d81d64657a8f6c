"""The proxy passes calls on, adds what nobody knows, strikes once, and records what the client saw."""

import json
from collections.abc import AsyncIterator

import httpx
import pytest
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.types import Receive, Scope, Send

from deploy.cli.conformance.faults import Fault, Kind
from deploy.cli.conformance.proxy import UNKNOWN, Proxy
from deploy.cli.conformance.recording import Recording

SENT = (b"retry: 1000\n\n", b'id: 1\ndata: {"position":1}\n\n', b'id: 2\ndata: {"position":2}\n\n')


class Platform:
    """Answers with what it was asked, and remembers it."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, bytes]] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        self.asked.append((f"{request.method} {request.url.path}?{request.url.query}", await request.body()))
        await self._answer(request)(scope, receive, send)

    def _answer(self, request: Request) -> Response:
        if request.url.path == "/feed/procedures":
            return StreamingResponse(_sent(), media_type="text/event-stream")
        document = {"items": [{"id": 1}], "key": request.headers.get("authorization")}
        return JSONResponse(document, 201 if request.method == "POST" else 200, {"ETag": '"7"'})


async def _sent() -> AsyncIterator[bytes]:
    for piece in SENT:
        yield piece


@pytest.fixture
def platform() -> Platform:
    return Platform()


@pytest.fixture
def recording() -> Recording:
    return Recording()


@pytest.fixture
async def client(platform: Platform, recording: Recording) -> AsyncIterator[httpx.AsyncClient]:
    behind = httpx.AsyncClient(transport=httpx.ASGITransport(platform), base_url="http://platform.test")
    async with behind:
        proxy = Proxy(behind, recording, clock=lambda: 1.0)
        before = httpx.ASGITransport(proxy, raise_app_exceptions=False)  # type: ignore[arg-type]
        async with httpx.AsyncClient(transport=before, base_url="http://kit.test") as http:
            yield http


async def test_a_call_is_passed_on_and_its_answer_holds_what_nobody_knows(
    client: httpx.AsyncClient, platform: Platform, recording: Recording
) -> None:
    recording.begin("draft", ())
    answer = await client.post("/tenders?a=1&a=2", content=b"[1]", headers={"Authorization": "Bearer x"})
    assert platform.asked == [("POST /tenders?a=1&a=2", b"[1]")]
    assert (answer.status_code, answer.headers["etag"]) == (201, '"7"')
    document = answer.json()
    assert document["key"] == "Bearer x"
    assert UNKNOWN in document
    assert UNKNOWN in document["items"][0]
    [one] = recording.exchanges
    assert (one.asked.step, one.asked.target, one.asked.query) == ("draft", "POST /tenders", {"a": ["1", "2"]})
    assert (one.status, one.is_done, one.document) == (201, True, document)


@pytest.mark.parametrize(
    ("kind", "status", "reached"), [(Kind.LOST, 504, 2), (Kind.AWAY, 503, 1), (Kind.BUSY, 429, 1), (Kind.STALE, 412, 1)]
)
async def test_a_fault_strikes_once_and_only_what_is_lost_takes_effect(
    client: httpx.AsyncClient, platform: Platform, recording: Recording, kind: Kind, status: int, reached: int
) -> None:
    recording.begin("draft", [Fault(kind, "POST", "/tenders")])
    await client.get("/tenders")
    platform.asked.clear()
    first, second = await client.post("/tenders"), await client.post("/tenders")
    assert (first.status_code, second.status_code, len(platform.asked)) == (status, 201, reached)
    assert first.headers["content-type"] == "application/problem+json"
    assert first.json()["retryable"] == ("retry-after" in first.headers) == (kind is not Kind.STALE)
    assert [one.fault for one in recording.exchanges] == ["", kind, ""]


async def test_an_answer_is_cut_in_the_middle(client: httpx.AsyncClient, recording: Recording) -> None:
    recording.begin("follow", [Fault(Kind.CUT, "GET", "/tenders")])
    cut = await client.get("/tenders")
    with pytest.raises(json.JSONDecodeError):
        cut.json()
    assert (await client.get("/tenders")).json()["items"]
    assert [one.is_done for one in recording.exchanges] == [False, True]


async def test_a_stream_is_cut_after_the_first_fact_and_whole_the_next_time(
    client: httpx.AsyncClient, recording: Recording
) -> None:
    recording.begin("follow", [Fault(Kind.CUT, "GET", "/feed/procedures")])
    assert (await client.get("/feed/procedures")).content == SENT[0] + SENT[1]
    assert (await client.get("/feed/procedures")).content == b"".join(SENT)
    assert [one.answer for one in recording.exchanges] == [SENT[0] + SENT[1], b"".join(SENT)]
