"""Children that die with their supervisor, even when it is killed at once."""

import ctypes
import os
import signal
import sys
from collections.abc import Callable

_PR_SET_PDEATHSIG = 1


def tether(death_signal: signal.Signals) -> Callable[[], None] | None:
    """What a child runs before its program so that the kernel signals it when its parent dies; Linux only."""
    if sys.platform != "linux":
        return None
    prctl, parent = ctypes.CDLL(None).prctl, os.getpid()

    def tie() -> None:
        prctl(_PR_SET_PDEATHSIG, int(death_signal))
        if os.getppid() != parent:  # the parent died before the kernel knew of the tie
            os._exit(1)

    return tie
