"""A process of the platform: what it is as plain data, and its life between start and end."""

import asyncio
import os
import signal
from asyncio.subprocess import Process
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from deploy.embedded import ROOT
from deploy.embedded.probes import Probe
from deploy.embedded.tether import tether


@dataclass(frozen=True)
class Spec:
    """Everything needed to start a process, know that it serves, and stop it."""

    name: str
    command: tuple[str, ...]
    stage: int
    """Processes of the highest stage are stopped first."""
    environment: Mapping[str, str] = field(default_factory=dict)
    folder: Path = ROOT
    """Where it works; a program whose folder is its own is found there after a crash."""
    ready: Probe | None = None
    prepare: Callable[[], Awaitable[None]] | None = None
    """Run before each start: clears what a crash left."""
    stop_signal: signal.Signals = signal.SIGTERM
    grace: float = 10.0
    """Seconds between the request to stop and the kill."""
    death_signal: signal.Signals = signal.SIGKILL
    """What it receives when the supervisor itself is killed."""
    options: Mapping[str, Any] = field(default_factory=dict)
    """Further arguments for `subprocess`, such as the user to run as."""


class Child:
    """One run of a process; its output goes straight to its log file."""

    def __init__(self, spec: Spec, process: Process) -> None:
        self.spec = spec
        self._process = process

    @classmethod
    async def started(cls, spec: Spec, log: Path) -> "Child":
        """Start the process in a session of its own, so that Ctrl-C reaches the supervisor alone."""
        if spec.prepare is not None:
            await spec.prepare()
        with log.open("ab") as output:
            process = await asyncio.create_subprocess_exec(
                *spec.command,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                cwd=spec.folder,
                env={**os.environ, "PYTHONUNBUFFERED": "1", **spec.environment},
                start_new_session=True,
                preexec_fn=tether(spec.death_signal),
                **spec.options,
            )
        return cls(spec, process)

    @property
    def pid(self) -> int:
        """Process id of this run."""
        return self._process.pid

    async def ended(self) -> str:
        """Wait for the end and say how it came."""
        code = await self._process.wait()
        return f"killed by {signal.Signals(-code).name}" if code < 0 else f"exit code {code}"

    async def stop(self) -> None:
        """Ask the process to stop, wait for its grace, then kill it and whatever it started."""
        if self._process.returncode is None:
            self._process.send_signal(self.spec.stop_signal)
        try:
            await asyncio.wait_for(self._process.wait(), self.spec.grace)
        except TimeoutError:
            self._kill()
            await self._process.wait()

    def _kill(self) -> None:
        try:
            os.killpg(self._process.pid, signal.SIGKILL)
        except ProcessLookupError:
            return
