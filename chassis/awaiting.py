"""Reads that must have taken in what somebody knows has happened: they wait for it, or say that it has not come yet."""

import asyncio
from collections.abc import Collection, Sequence

from starlette.types import ASGIApp, Receive, Scope, Send

from chassis import deadline
from chassis.companion import Companion
from chassis.errors import Refusal
from chassis.persistence import Database
from chassis.position import ASKED, Position, read
from chassis.problems import answer

WAIT_SECONDS = 1.5
"""How long a read waits at most; less where its deadline is nearer."""
_GLANCE_SECONDS = 0.03
_MARGIN_SECONDS = 0.1
"""Of the time until the deadline, what is left to say that the wait was in vain."""
_REACHED = """
    SELECT count(*) FROM unnest($1::text[], $2::text[], $3::bigint[]) AS asked(topic, subject, version)
    JOIN consumer_subject applied USING (topic, subject) WHERE applied.version >= asked.version
"""


class PositionNotReached(Refusal):
    """What you ask to see has not arrived here yet; repeat the request after the seconds in Retry-After."""

    status = 504

    def headers(self) -> dict[str, str]:
        """When to repeat."""
        return {"Retry-After": "1"}


class Awaiting:
    """ASGI middleware of a service that consumes the topics `follows`: a read that names positions waits for them.

    What the service told itself is in its own database, and waited for only by its companions.
    """

    def __init__(self, app: ASGIApp, database: Database, follows: Collection[str]) -> None:
        self._app, self._database, self._follows = app, database, frozenset(follows)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request pass once this service has taken in what it names, or refuse it."""
        asked = _asked(scope) if scope["type"] == "http" else None
        if asked is not None:
            try:
                await self._wait(scope, read(asked))
            except Refusal as refusal:
                await answer(refusal)(scope, receive, send)
                return
        await self._app(scope, receive, send)

    async def _wait(self, scope: Scope, positions: Sequence[Position]) -> None:
        left = deadline.left(dict(scope["headers"]))
        seconds = WAIT_SECONDS if left is None else min(WAIT_SECONDS, left - _MARGIN_SECONDS)
        companions: Collection[Companion] = scope["app"].state.companions
        try:
            async with asyncio.timeout(seconds):
                await self._applied([one for one in positions if one.topic in self._follows])
                for companion in companions:
                    await companion.catch_up()
        except TimeoutError as error:
            raise PositionNotReached(waited_seconds=round(max(seconds, 0), 2)) from error

    async def _applied(self, positions: Sequence[Position]) -> None:
        columns = list(zip(*((one.topic, one.subject, one.version) for one in positions), strict=True))
        while positions and await self._database.reads.fetchval(_REACHED, *columns) < len(positions):
            await asyncio.sleep(_GLANCE_SECONDS)


def _asked(scope: Scope) -> str | None:
    name = ASKED.encode()
    return next((value.decode("latin-1") for given, value in scope["headers"] if given == name), None)
