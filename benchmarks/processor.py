"""The processor time that a process has used."""

import os
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")
_USER, _SYSTEM = 11, 12
"""Places of the times in `/proc/PID/stat`, counted after the name (proc(5), fields 14 and 15)."""


def used(pid: int) -> float | None:
    """Seconds of processor time, of the user and of the kernel; None where the system does not say."""
    try:
        after_name = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except FileNotFoundError:
        return None
    return (int(after_name[_USER]) + int(after_name[_SYSTEM])) / _TICKS
