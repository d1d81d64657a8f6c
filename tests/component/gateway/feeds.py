"""A feed of facts in memory, as a stub tells them."""

import asyncio
import contextlib
from collections.abc import Sequence
from typing import Any
from uuid import uuid4

import orjson

from contracts.matter import matter_of


class Feed:
    """Facts in memory, at their positions."""

    def __init__(self, topic: str) -> None:
        self._topic, self.events, self._told = topic, [], asyncio.Event()

    def tell(self, subject: str, partitionkey: str | None = None, kind: str = "Told", **data: Any) -> None:
        """Tell a fact, and wake whoever waits for one."""
        kind = f"bzh.prenan.{kind}.v1"
        named = {"id": str(uuid4()), "type": kind, "subject": subject, "partitionkey": partitionkey or subject}
        self.events.append({**named, "data": data})
        told, self._told = self._told, asyncio.Event()
        told.set()

    async def page(self, after: int, limit: int, wait: float, kinds: Sequence[str] = ()) -> bytes:
        told = self._told
        if len(self.events) <= after and wait:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(told.wait(), wait)
        items = [
            b'{"position":%d,"hash":"00","event":%b,"about":[%b]}'
            % (position, orjson.dumps(event), orjson.dumps(matter_of(event["data"])))
            for position, event in enumerate(self.events[after : after + limit], after + 1)
            if not kinds or event["type"].split(".")[2] in kinds
        ]
        head = len(self.events)
        return b'{"topic":"%b","events":[%b],"next":%d,"head":%d}' % (
            self._topic.encode(), b",".join(items), max(after, min(after + limit, head)), head,
        )  # fmt: skip
