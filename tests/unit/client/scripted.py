"""A platform that answers as a test wrote down, and a clock that only waiting moves."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import httpx

from prenan_client import Patience, Prenan

Answering = httpx.Response | Exception | Callable[[httpx.Request], httpx.Response]


@dataclass
class Scripted:
    """Answers in order, and what was asked for at which second."""

    answers: list[Answering]
    asked: list[httpx.Request] = field(default_factory=list)
    at: list[float] = field(default_factory=list)
    now: float = 0.0

    def __call__(self, request: httpx.Request) -> httpx.Response:
        request.read()
        copied = httpx.Request(request.method, request.url, headers=request.headers, content=request.content)
        self.asked.append(copied)
        self.at.append(self.now)
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer(request) if callable(answer) else answer

    def pause(self, seconds: float) -> None:
        self.now += seconds

    def client(self, seconds: float = 60.0, **proof: Any) -> Prenan:
        patience = Patience(seconds, self.pause, lambda: self.now)
        return Prenan("https://prenan.test", patience=patience, transport=httpx.MockTransport(self), **proof)

    def said(self, name: str) -> list[str | None]:
        """A header of each request."""
        return [request.headers.get(name) for request in self.asked]


def ok(document: Any = None, **headers: str) -> httpx.Response:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return httpx.Response(200, json=document if document is not None else {}, headers=named)


def refused(status: int, code: str, retry_after: int | None = None, **facts: Any) -> httpx.Response:
    headers = {"Retry-After": str(retry_after)} if retry_after is not None else {}
    retryable = status in {429, 502, 503, 504}
    said = {"status": status, "code": code, "detail": "No", "request_id": "r-1", "retryable": retryable, **facts}
    return httpx.Response(status, json=said, headers=headers)


class Broken(httpx.SyncByteStream):
    """A body that breaks off."""

    def __init__(self, *pieces: bytes) -> None:
        self._pieces = pieces

    def __iter__(self) -> Iterator[bytes]:
        yield from self._pieces
        raise httpx.ReadError("cut")


def broken(*pieces: bytes, **headers: str) -> httpx.Response:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return httpx.Response(200, stream=Broken(*pieces), headers=named)
