"""What a worker does time and again, beside what is due."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from chassis.persistence import Database


@dataclass(frozen=True)
class Chore:
    """An act to repeat: it finds out itself whether there is anything to do, and whether another worker is at it."""

    name: str
    seconds: float
    act: Callable[[Database], Awaitable[None]]

    async def run(self, database: Database) -> None:
        """Act for ever, with a pause of so many seconds."""
        while True:
            await self.act(database)
            await asyncio.sleep(self.seconds)
