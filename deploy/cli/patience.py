"""How long a command waits for a platform whose processes may just be starting again."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeVar

from deploy.cli.failure import Failure

SECONDS = 120.0
_FIRST_PAUSE, _LONGEST_PAUSE = 0.2, 3.0
_AGAIN = "Look at `prenan status`, then start the same command again: it goes on where it stopped."

Result = TypeVar("Result")


class Passing(Exception):
    """A failure of the moment; `after` is how many seconds the other side asked to wait."""

    def __init__(self, reason: str, after: float = 0) -> None:
        self.reason, self.after = reason, after
        super().__init__(reason)


def _say_nothing(_: str) -> None:
    """For those who do not listen."""


@dataclass(frozen=True)
class Patience:
    """Repeats what fails for a moment, with longer and longer pauses, for `seconds` at most."""

    seconds: float = SECONDS
    pause: Callable[[float], Awaitable[object]] = asyncio.sleep
    clock: Callable[[], float] = time.monotonic
    told: Callable[[str], None] = _say_nothing
    """Called with the reason of each wait."""
    cure: str = _AGAIN
    """What to do when it ends."""

    async def until_done(self, attempt: Callable[[], Awaitable[Result]]) -> Result:
        """The result of the first attempt that does not raise `Passing`; raises `Failure` when patience ends."""
        pause, until = _FIRST_PAUSE, self.clock() + self.seconds
        while True:
            try:
                return await attempt()
            except Passing as failure:
                if self.clock() >= until:
                    raise Failure(f"{failure.reason}, for {self.seconds:.0f} seconds now. {self.cure}") from failure
                self.told(failure.reason)
                await self.pause(min(max(pause, failure.after), _LONGEST_PAUSE))
                pause *= 2
