"""Processes that still live in a folder: what an earlier, crashed run left behind."""

import signal
from collections.abc import Container, Iterable
from contextlib import suppress
from pathlib import Path

import psutil


def occupants(folder: Path) -> list[int]:
    """Ids of the processes that work in this folder, as far as we may know where each of them does."""
    return [process.pid for process in _in(folder)]


def evict(folder: Path, *, politely: Container[int], by: signal.Signals, patience: float = 10.0) -> None:
    """Empty a folder of processes: ask some of them to stop, wait at most `patience` seconds, kill what remains."""
    present = _in(folder)
    if asked := [process for process in present if process.pid in politely]:
        _send(by, asked)
        psutil.wait_procs(present, patience)
    remaining = _in(folder)
    _send(signal.SIGKILL, remaining)
    psutil.wait_procs(remaining, patience)


def _in(folder: Path) -> list[psutil.Process]:
    return [process for process in psutil.process_iter(["cwd"]) if process.info["cwd"] == str(folder)]


def _send(number: signal.Signals, processes: Iterable[psutil.Process]) -> None:
    for process in processes:
        with suppress(psutil.NoSuchProcess):
            process.send_signal(number)
