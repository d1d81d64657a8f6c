"""The instant after which nobody waits for an answer any more: it is passed on, and work beyond it is left undone."""

import asyncio
import re
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext

from chassis.errors import Refusal

HEADER = "prenan-deadline"
"""Seconds since 1970 by the caller's clock, with milliseconds; clocks of one installation agree to the second."""
_SECONDS = re.compile(rb"[0-9]{1,12}(\.[0-9]{1,6})?")
_SAFE = frozenset({"GET", "HEAD"})
_ENDLESS = nullcontext()


class CallerGone(Refusal):
    """Nobody waits for this answer any more; nothing was done."""

    status = 503

    def headers(self) -> dict[str, str]:
        """When to repeat."""
        return {"Retry-After": "1"}


def told(seconds: float) -> dict[str, str]:
    """The header that says how long a call's answer is waited for, from now on."""
    return {HEADER: f"{time.time() + seconds:.3f}"}


def left(headers: Mapping[bytes, bytes]) -> float | None:
    """Seconds until a request's deadline; None where it says none."""
    said = headers.get(HEADER.encode(), b"")
    return float(said) - time.time() if _SECONDS.fullmatch(said) else None


def kept(method: str, seconds: float | None) -> AbstractAsyncContextManager[None]:
    """Work within a deadline: a read that nobody waits for is broken off, its query too; a change goes to its end.

    Raises `CallerGone`. Without a deadline it costs nothing.
    """
    return _ENDLESS if seconds is None else _kept(method, seconds)


@asynccontextmanager
async def _kept(method: str, seconds: float) -> AsyncIterator[None]:
    if method not in _SAFE:
        if seconds <= 0:
            raise CallerGone
        yield
        return
    try:
        async with asyncio.timeout(seconds) as limit:
            yield
    except TimeoutError as error:
        if limit.expired():
            raise CallerGone from error
        raise
