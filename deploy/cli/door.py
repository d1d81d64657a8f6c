"""The platform's public API as a command calls it."""

from collections import defaultdict, deque
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from http import HTTPStatus
from typing import Any

import httpx

from deploy.cli.failure import Failure
from deploy.cli.patience import Passing, Patience

TIMEOUT_SECONDS = 60.0
_PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})
"""Answers after which a request is repeated; 500 too, which a process may say that dies while it answers."""
_PASSING_CODES = frozenset({"version-conflict", "still-in-progress"})
_KEY_REFUSED = frozenset({401, 403})
_NOT_JSON = object()
_LAST_CALLS = 3
"""Of so many calls at once the positions are kept: what earlier ones told came before."""
_LOCAL = ("://127.0.0.1", "://localhost", "://[::1]")


class Refused(Exception):
    """The platform refused a request for what it says; `errors` are `pointer`, `code` and `detail` of each flaw."""

    def __init__(self, status: int, problem: Mapping[str, Any]) -> None:
        self.status = status
        self.code = str(problem.get("code") or status)
        self.detail = str(problem.get("detail") or problem.get("title") or HTTPStatus(status).phrase)
        self.errors: list[dict[str, str]] = list(problem.get("errors") or ())
        super().__init__(f"{self.detail} ({self.code})")


class Door:
    """Calls the public API with one key, and waits out what passes."""

    def __init__(self, client: httpx.AsyncClient, patience: Patience) -> None:
        self._client, self._patience = client, patience
        self._told: defaultdict[str, deque[str]] = defaultdict(lambda: deque(maxlen=_LAST_CALLS))

    async def call(self, method: str, path: str, *, once: str | None = None, **request: Any) -> Any:
        """The answer's document, None where it has none; `once` is an idempotency key.

        Raises `Refused`; `Failure` for what no other content would mend.
        """
        headers = {"Idempotency-Key": once} if once else {}
        content = {"Content-Type": "application/json"} if "content" in request else {}

        async def attempt() -> Any:
            return await self._attempt(method, path, headers={**headers, **content}, **request)

        return await self._patience.until_done(attempt)

    @property
    def position(self) -> str:
        """What the last changes told: who reads from there on reads all of it; empty where they told nothing."""
        return ",".join(one for topic in self._told.values() for one in topic)

    async def _attempt(self, method: str, path: str, **request: Any) -> Any:
        try:
            answer = await self._client.request(method, path, **request)
        except (httpx.InvalidURL, httpx.UnsupportedProtocol) as error:
            raise Failure(f"{self._address} is not an address: {str(error).rstrip('.')}.") from error
        except httpx.TransportError as error:
            raise Passing(f"{self._address} cannot be reached ({type(error).__name__})") from error
        return self._document(answer)

    def _document(self, answer: httpx.Response) -> Any:
        document = _json(answer)
        if answer.is_success and document is not _NOT_JSON:
            self._note(answer.headers.get("prenan-position", ""))
            return document
        problem = document if isinstance(document, dict) else {}
        code = str(problem.get("code", ""))
        if answer.status_code in _PASSING or code in _PASSING_CODES:
            reason = f"{self._address} answers {answer.status_code} {code}".rstrip()
            raise Passing(reason, _seconds(answer.headers.get("retry-after")))
        if not code or code == "path-unknown":
            raise Failure(f"{self._address} does not serve {answer.url.path} as a gateway of Prenañ does: see --url.")
        if answer.status_code in _KEY_REFUSED:
            raise Failure(f"{self._address} refuses the key: {Refused(answer.status_code, problem)}. See --key.")
        raise Refused(answer.status_code, problem)

    def _note(self, position: str) -> None:
        last = position.rpartition(",")[2]
        if last:
            self._told[last.partition("/")[0]].append(last)

    @property
    def _address(self) -> str:
        return str(self._client.base_url).rstrip("/")


def _json(answer: httpx.Response) -> Any:
    """What an answer says; None where it is empty."""
    try:
        return answer.json() if answer.content else None
    except ValueError:
        return _NOT_JSON


def _seconds(header: str | None) -> float:
    return float(header) if header and header.isdigit() else 0.0


@asynccontextmanager
async def open_door(url: str, key: str, patience: Patience) -> AsyncIterator[Door]:
    """The public API at an address; a proxy is asked for addresses of other machines only."""
    headers = {"Authorization": f"Bearer {key}"}
    is_local = any(host in url for host in _LOCAL)
    async with httpx.AsyncClient(
        base_url=url, headers=headers, timeout=TIMEOUT_SECONDS, trust_env=not is_local
    ) as client:
        yield Door(client, patience)
