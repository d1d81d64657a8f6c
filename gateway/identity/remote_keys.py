"""The public keys of an issuer elsewhere, as its JWK set shows them (RFC 7517 5)."""

import asyncio
import time
from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any

import aiohttp
import orjson
import structlog
from joserfc.errors import JoseError
from joserfc.jwk import JWKRegistry, Key

from chassis.problems import Unavailable

FRESH_SECONDS = 600.0
"""After this long the set is fetched again, so that a withdrawn key stops counting."""
STALE_SECONDS = 3600.0
"""For this long keys count whose issuer cannot be reached."""
PAUSE_SECONDS = 5.0
"""Between two fetches, whatever tokens come."""
FETCH_SECONDS = 2.0
LARGEST_BYTES = 256 * 1024
_ASYMMETRIC = frozenset({"EC", "RSA", "OKP"})
_log = structlog.get_logger()


class RemoteKeys:
    """Fetches the set when a token names a key that it has not seen, and every ten minutes of use."""

    def __init__(self, url: str, clock: Callable[[], float] = time.monotonic) -> None:
        self._url, self._clock = url, clock
        self._keys: Mapping[str, Key] = {}
        self._fetched_at = self._asked_at = float("-inf")
        self._lock = asyncio.Lock()

    def holds(self, kid: str) -> bool:
        """Whether a key was in the set when it was fetched last."""
        return kid in self._keys and self._age() < STALE_SECONDS

    async def key(self, kid: str) -> Key | None:
        """The key of an id; raises `Unavailable` where the issuer has not been reached for too long."""
        if not self._answers(kid):
            async with self._lock:
                if not self._answers(kid) and self._clock() - self._asked_at >= PAUSE_SECONDS:
                    await self._refresh()
        if self._age() >= STALE_SECONDS:
            raise Unavailable("The keys of the token's issuer cannot be fetched; repeat the request later")
        return self._keys.get(kid)

    def _answers(self, kid: str) -> bool:
        return kid in self._keys and self._age() < FRESH_SECONDS

    def _age(self) -> float:
        return self._clock() - self._fetched_at

    async def _refresh(self) -> None:
        self._asked_at = self._clock()
        try:
            self._keys, self._fetched_at = _keys_of(await self._fetched()), self._clock()
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as error:
            _log.warning("the keys of an issuer cannot be fetched", url=self._url, error=repr(error))

    async def _fetched(self) -> bytes:
        timeout = aiohttp.ClientTimeout(total=FETCH_SECONDS)
        async with (
            aiohttp.ClientSession(timeout=timeout, trust_env=True) as session,
            session.get(self._url, allow_redirects=False) as answer,
        ):
            if answer.status != HTTPStatus.OK:
                raise ValueError(f"status {answer.status}")
            body = bytearray()
            async for chunk in answer.content.iter_any():
                body += chunk
                if len(body) > LARGEST_BYTES:
                    raise ValueError(f"more than {LARGEST_BYTES} bytes")
            return bytes(body)


def _keys_of(document: bytes) -> dict[str, Key]:
    """The keys of a set by their ids; what is no public key for signatures is left out."""
    listed = orjson.loads(document)
    if not isinstance(listed, dict) or not isinstance(listed.get("keys"), list):
        raise ValueError("this is no JWK set")  # noqa: TRY004 - of a document, not of an argument
    found = (_key_of(entry) for entry in listed["keys"])
    return {key.kid: key for key in found if key and key.kid}


def _key_of(entry: Any) -> Key | None:
    is_usable = (
        isinstance(entry, dict)
        and entry.get("kty") in _ASYMMETRIC
        and entry.get("use", "sig") == "sig"
        and isinstance(entry.get("kid"), str)
    )
    try:
        return JWKRegistry.import_key(entry) if is_usable else None
    except (JoseError, ValueError, KeyError, TypeError):
        return None
