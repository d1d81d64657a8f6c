"""Waiting for something to become true, instead of for time to pass."""

import asyncio
import inspect
import time
from collections.abc import Callable
from typing import Any

GLANCE, LONGEST_GLANCE = 0.02, 0.1
"""Seconds between two looks, at first and later: who looks at a platform takes from it the time that it needs."""


async def until(condition: Callable[[], Any], patience: float = 20.0) -> Any:
    """The first true answer of a condition, plain or awaitable; fails when there is none within so many seconds."""
    deadline, pause = time.monotonic() + patience, GLANCE
    while True:
        answer = condition()
        if inspect.isawaitable(answer):
            answer = await answer
        if answer:
            return answer
        assert time.monotonic() < deadline, f"still not true after {patience} s: {inspect.getsource(condition).strip()}"
        await asyncio.sleep(pause)
        pause = min(1.5 * pause, LONGEST_GLANCE)
