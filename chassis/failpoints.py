"""Named places where a process can be made to die, so that tests can prove what survives it."""

import os
import signal

VARIABLE = "PRENAN_FAILPOINT"
"""`name` or `name:n`: the process kills itself the n-th time (default: the first) it passes the failpoint `name`."""


class _Countdown:
    def __init__(self, setting: str) -> None:
        name, _, times = setting.partition(":")
        self.name, self.left = name, int(times or 1)


_armed = _Countdown(os.environ.get(VARIABLE, ""))


def failpoint(name: str) -> None:
    """Die here by SIGKILL if this failpoint is armed; costs one comparison where it is not."""
    if name == _armed.name:
        _armed.left -= 1
        if _armed.left <= 0:
            os.kill(os.getpid(), signal.SIGKILL)
