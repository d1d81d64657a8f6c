"""The processor time that processes have used."""

import os
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")
_PARENT, _USER, _SYSTEM, _USER_OF_ENDED, _SYSTEM_OF_ENDED = 1, 11, 12, 13, 14
"""Places in `/proc/PID/stat`, counted after the name (proc(5), fields 4 and 14 to 17)."""


def used(pid: int) -> float | None:
    """Seconds of processor time, of the user and of the kernel; None where the system does not say."""
    fields = _fields(pid)
    return (int(fields[_USER]) + int(fields[_SYSTEM])) / _TICKS if fields else None


def used_by_all(pid: int) -> float | None:
    """The same of a process and of all that it started, whether they run or ended."""
    if not (fields := _fields(pid)):
        return None
    ended = (int(fields[_USER_OF_ENDED]) + int(fields[_SYSTEM_OF_ENDED])) / _TICKS
    running = (used(int(each.name)) for each in Path("/proc").glob("[0-9]*") if _is_child(int(each.name), pid))
    return (used(pid) or 0.0) + ended + sum(seconds or 0.0 for seconds in running)


def _is_child(pid: int, parent: int) -> bool:
    fields = _fields(pid)
    return bool(fields) and int(fields[_PARENT]) == parent


def _fields(pid: int) -> list[str]:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return []
