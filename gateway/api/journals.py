"""What the services say of their journals, by the name of the feed: signed checkpoints, and the keys that signed."""

from starlette.types import Receive, Scope, Send

from chassis.feed import UnknownFeed
from gateway.api.passing import passed_on, send_reply, target_of
from gateway.operations import JOURNAL_OF
from gateway.reads import Reads


class JournalPassage:
    """The ASGI endpoint of one path of the journals."""

    def __init__(self, path: str, reads: Reads) -> None:
        self.path, self._reads = path, reads

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002 - ASGI's signature
        """Pass a read on to the service that keeps the journal; raises `UnknownFeed`."""
        scope["route"] = self
        service = JOURNAL_OF.get(scope["path_params"]["name"])
        if service is None:
            raise UnknownFeed(feeds=sorted(JOURNAL_OF))
        reply = await self._reads.upstreams[service].call("GET", target_of(scope), passed_on(scope))
        await send_reply(reply, send)
