"""Who calls: an API key, or client credentials whose token is kept and renewed before it ends."""

import base64
import time
from collections.abc import Callable, Generator
from http import HTTPStatus
from urllib.parse import quote_plus

import httpx

from prenan_client.problems import problem_of

TOKEN_PATH = "/oauth/token"  # noqa: S105 - a path
RENEWED_BEFORE = 60.0
"""Seconds before its end that a token is renewed: longer than any call lasts."""

Flow = Generator[httpx.Request, httpx.Response, None]


class ApiKey(httpx.Auth):
    """An API key, `prn_live_…`."""

    def __init__(self, key: str) -> None:
        self._key = key.strip()

    def auth_flow(self, request: httpx.Request) -> Flow:
        """Show the key."""
        request.headers["Authorization"] = f"Bearer {self._key}"
        yield request


class ClientCredentials(httpx.Auth):
    """The id and secret of a client (RFC 6749 4.4), and the token that they gave last."""

    def __init__(
        self, url: str, client_id: str, secret: str, *, scope: str = "", clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._address, self._scope, self._clock = url.rstrip("/") + TOKEN_PATH, scope, clock
        pair = f"{quote_plus(client_id)}:{quote_plus(secret)}".encode()
        self._basic = f"Basic {base64.b64encode(pair).decode()}"
        self._token, self._until = "", float("-inf")

    def sync_auth_flow(self, request: httpx.Request) -> Flow:
        """Show a token, a new one where there is none or it ends soon, or where it is refused; raises `Problem`."""
        if self._clock() >= self._until:
            self._take((yield self._request()))
        answer = yield self._shown(request)
        if answer.status_code == HTTPStatus.UNAUTHORIZED:
            self._take((yield self._request()))
            yield self._shown(request)

    def _request(self) -> httpx.Request:
        form = {"grant_type": "client_credentials"} | ({"scope": self._scope} if self._scope else {})
        return httpx.Request("POST", self._address, data=form, headers={"Authorization": self._basic})

    def _take(self, answer: httpx.Response) -> None:
        answer.read()
        if not answer.is_success:
            raise problem_of(answer)
        given = answer.json()
        self._token = given["access_token"]
        self._until = self._clock() + max(given["expires_in"] - RENEWED_BEFORE, given["expires_in"] / 2)

    def _shown(self, request: httpx.Request) -> httpx.Request:
        request.headers["Authorization"] = f"Bearer {self._token}"
        return request
