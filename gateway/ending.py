"""Hears that the process is asked to end, before the server waits for what is still being answered."""

import asyncio
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

_SIGNALS = (signal.SIGTERM, signal.SIGINT)


@contextmanager
def told_of_the_end(end: Callable[[], None]) -> Iterator[None]:
    """Call `end` when the process is asked to end; then whoever listened before does what it does.

    Without it answers that never end by themselves would hold up the server until it loses patience.
    """
    loop, before = asyncio.get_running_loop(), {number: signal.getsignal(number) for number in _SIGNALS}

    def hear(number: int, frame: FrameType | None) -> None:
        loop.call_soon_threadsafe(end)
        listener = before[signal.Signals(number)]
        assert callable(listener)
        listener(number, frame)

    ours = [number for number, listener in before.items() if callable(listener)]
    for number in ours:
        signal.signal(number, hear)
    try:
        yield
    finally:
        for number in ours:
            signal.signal(number, before[number])
