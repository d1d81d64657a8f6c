"""One attempt: a signed POST to an address that may be reached, within a time, whatever it answers."""

import asyncio
import time
from typing import Self

import aiohttp
from yarl import URL

from gateway.webhooks.addresses import AddressRefused, Guard, PinnedResolver
from gateway.webhooks.attempt import Answer
from gateway.webhooks.lanes import Turn, Waiting
from gateway.webhooks.signing import Signer

TOTAL_SECONDS = 15.0
CONNECT_SECONDS = 5.0
READ_BYTES = 4096
"""What is read of an answer, and thrown away; of one that says more the connection is closed."""
_HEADER_BYTES = 8190
_LIMITS = aiohttp.ClientTimeout(total=TOTAL_SECONDS, sock_connect=CONNECT_SECONDS)
_COMMON = {"content-type": "application/cloudevents+json", "user-agent": "Prenan-Webhooks/1.0"}


class Post:
    """Carries facts to endpoints; open it with `async with`."""

    def __init__(self, guard: Guard, signer: Signer) -> None:
        self._guard, self._signer = guard, signer
        self._http: aiohttp.ClientSession

    async def __aenter__(self) -> Self:
        self._http = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(
                limit=0, resolver=PinnedResolver(self._guard), use_dns_cache=False, keepalive_timeout=15
            ),
            cookie_jar=aiohttp.DummyCookieJar(),
            auto_decompress=False,
            trust_env=False,
            max_line_size=_HEADER_BYTES,
            max_field_size=_HEADER_BYTES,
        )
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._http.close()

    async def attempt(self, turn: Turn, one: Waiting) -> Answer:
        """Carry one fact; how the endpoint answered, or why it did not."""
        began = time.monotonic()
        signed = self._signer.headers(turn.endpoint_id, turn.secrets, one.event_id, int(time.time()), one.body)
        where = {"prenan-feed": one.feed, "prenan-position": str(one.position)}
        try:
            self._guard.check_url(turn.url)
            async with self._http.post(
                URL(turn.url), data=one.body, headers={**_COMMON, **where, **signed},
                allow_redirects=False, timeout=_LIMITS,
            ) as answer:  # fmt: skip
                await _skim(answer)
                return Answer(answer.status, None, time.monotonic() - began)
        except AddressRefused as refusal:
            return Answer(None, refusal.detail, time.monotonic() - began)
        except (aiohttp.ClientError, OSError, ValueError) as error:  # TimeoutError is an OSError
            return Answer(None, _said(error), time.monotonic() - began)


async def _skim(answer: aiohttp.ClientResponse) -> None:
    """Read an answer's body to its end where it is short, so that the connection can be used again."""
    read = 0
    while chunk := await answer.content.read(READ_BYTES):
        read += len(chunk)
        if read > READ_BYTES:
            answer.close()
            return


def _said(error: Exception) -> str:
    if isinstance(error, asyncio.TimeoutError):
        return f"no answer within {TOTAL_SECONDS:g} s"
    return (str(error) or type(error).__name__)[:200]
