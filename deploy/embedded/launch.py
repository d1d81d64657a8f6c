"""Servers started for tests and benchmarks, without a supervisor."""

import signal
import subprocess
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from deploy.embedded.refusal import CannotStart
from deploy.embedded.tether import tether

GLANCE = 0.02
"""Seconds between two questions whether a server is ready; its end is noticed at once."""
_LEFT_RUNNING: list[subprocess.Popen[bytes]] = []
"""Servers that outlive their starter; referenced here, or Python would take them for forgotten."""


def launched(
    command: tuple[str, ...],
    folder: Path,
    death_signal: signal.Signals | None,
    **options: Any,
) -> subprocess.Popen[bytes]:
    """A server working in its folder and logging there; with a death signal it dies with whoever started it."""
    with (folder / "log").open("ab") as log:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd=folder,
            start_new_session=True,
            preexec_fn=tether(death_signal) if death_signal else None,  # noqa: PLW1509 -- one system call
            **options,
        )
    if death_signal is None:
        _LEFT_RUNNING.append(process)
    return process


def wait_for(ready: Callable[[], bool], process: subprocess.Popen[bytes], folder: Path, patience: float) -> None:
    """Wait until a server is ready; refuses when it ends instead, or takes too long."""
    deadline = time.monotonic() + patience
    while not ready():
        if process.poll() is not None or time.monotonic() > deadline:
            raise CannotStart(f"The server in {folder} did not start: see {folder / 'log'}.")
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=GLANCE)
