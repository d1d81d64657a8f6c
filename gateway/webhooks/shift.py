"""What the parts of the worker share while one worker is on duty: whose turn it is to write, and a bell."""

import asyncio
import contextlib

REPLAY_SECONDS = 0.5
"""How late a replay or a test delivery begins at most, which another process asks for."""


class Shift:
    """One worker's time on duty."""

    def __init__(self) -> None:
        self.writing = asyncio.Lock()
        """Held by whoever writes many deliveries, so that no two wait for each other."""
        self._rung = asyncio.Event()

    def ring(self) -> None:
        """Something may be due."""
        self._rung.set()

    async def wait(self, seconds: float) -> None:
        """Wait until something may be due, `seconds` at most."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._rung.wait(), seconds)
        self._rung.clear()

    async def pause(self) -> None:
        """Wait before looking again for what another process asks for."""
        await asyncio.sleep(REPLAY_SECONDS)
