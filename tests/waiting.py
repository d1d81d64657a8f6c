"""Waiting for something to become true, instead of for time to pass."""

import asyncio
import inspect
import time
from collections.abc import Callable
from typing import Any

GLANCE = 0.02
"""Seconds between two looks."""


async def until(condition: Callable[[], Any], patience: float = 20.0) -> Any:
    """The first true answer of a condition, plain or awaitable; fails when there is none within so many seconds."""
    deadline = time.monotonic() + patience
    while True:
        answer = condition()
        if inspect.isawaitable(answer):
            answer = await answer
        if answer:
            return answer
        assert time.monotonic() < deadline, f"still not true after {patience} s: {inspect.getsource(condition).strip()}"
        await asyncio.sleep(GLANCE)
