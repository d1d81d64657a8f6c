"""An address that shows one wrong key after another is not listened to for a while."""

from math import ceil

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from chassis.problems import answer
from gateway.limits.buckets import Buckets
from gateway.limits.caller import address_of
from gateway.limits.cost import Cost, Quota
from gateway.limits.refusals import QuotaExceeded

WRONG_KEYS = Quota(60)
"""What an address may try; each is looked up, and costs more than any answer that is ready."""
_UNAUTHENTICATED = 401


class Strangers:
    """ASGI middleware before reception: counts, by address, the proofs that it did not accept."""

    def __init__(self, app: ASGIApp, scale: float = 1.0) -> None:
        self._app = app
        tries = Quota(max(1, round(WRONG_KEYS.requests * scale)), WRONG_KEYS.seconds)
        self._buckets = Buckets({Cost.WRITE: tries}) if scale else None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request pass, or refuse to look at one proof more."""
        buckets = self._buckets
        if buckets is None or scope["type"] != "http" or not _proves(scope):
            await self._app(scope, receive, send)
            return
        who = address_of(scope)
        if wait := buckets.wait(who, Cost.WRITE):
            refusal = QuotaExceeded("Too many wrong keys came from this address", wait_seconds=ceil(wait))
            await answer(refusal)(scope, receive, send)
            return

        async def say(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] == _UNAUTHENTICATED:
                buckets.take(who, Cost.WRITE)
            await send(message)

        await self._app(scope, receive, say)


def _proves(scope: Scope) -> bool:
    return any(name == b"authorization" for name, _ in scope["headers"])
