"""Processes that still live in a folder: what an earlier, crashed run left behind."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path


def occupants(folder: Path) -> list[int]:
    """Ids of the processes that work in this folder; where that cannot be asked, of those that name it with `-D`."""
    if sys.platform == "linux":
        return [int(process.name) for process in Path("/proc").iterdir() if _works_in(process, folder)]
    listing = subprocess.run(["ps", "-axo", "pid=,command="], capture_output=True, text=True, check=False).stdout
    return [int(line.split()[0]) for line in listing.splitlines() if f"-D {folder}" in line]


def _works_in(process: Path, folder: Path) -> bool:
    try:
        return process.name.isdigit() and (process / "cwd").readlink() == folder
    except OSError:
        return False


def send(number: signal.Signals, processes: Iterable[int]) -> None:
    """Send a signal to each process that still exists."""
    for process in processes:
        try:
            os.kill(process, number)
        except ProcessLookupError:
            continue


def evict(folder: Path, *, politely: Iterable[int], by: signal.Signals, patience: float = 10.0) -> None:
    """Empty a folder of processes: ask some of them to stop, wait, then kill what remains."""
    asked = set(politely).intersection(occupants(folder))
    if asked:
        send(by, asked)
        _wait_until_empty(folder, patience)
    send(signal.SIGKILL, occupants(folder))
    _wait_until_empty(folder, patience)


def _wait_until_empty(folder: Path, patience: float) -> None:
    deadline = time.monotonic() + patience
    while occupants(folder) and time.monotonic() < deadline:
        time.sleep(0.02)
