"""A whole platform in a folder of its own, started as an operator starts it."""

import asyncio
import json
import signal
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from benchmarks import processor
from benchmarks.trials.program import TrialFailed
from deploy.embedded import ROOT
from deploy.embedded.ports import free_port

PATIENCE_SECONDS = 120
_STATUS_PEAK, _KIBIBYTE = "VmHWM:", 1024


@dataclass(frozen=True)
class Installation:
    """A platform that runs: its folder, its door, its supervisor."""

    home: Path
    port: int
    supervisor: asyncio.subprocess.Process

    async def prenan(self, *arguments: str) -> dict[str, Any]:
        """Run the operator's command; its JSON answer. Raises `TrialFailed`."""
        command = (sys.executable, "-m", "deploy.cli.main", *arguments, "--home", str(self.home), "--json")
        pipe = asyncio.subprocess.PIPE
        process = await asyncio.create_subprocess_exec(*command, cwd=ROOT, stdout=pipe, stderr=pipe)
        out, err = await process.communicate()
        if process.returncode:
            raise TrialFailed(f"prenan {' '.join(arguments)}: {err.decode()[-600:]}")
        document: dict[str, Any] = json.loads(out)
        return document

    async def head(self, feed: str) -> int:
        """How many facts a feed holds."""
        async with httpx.AsyncClient(trust_env=False) as http:
            answer = await http.get(f"http://127.0.0.1:{self.port}/feed/{feed}", params={"limit": 1})
        return int(answer.json()["head"])

    def processor_seconds(self) -> float:
        """Processor time that the platform's processes have used so far, PostgreSQL's among them."""
        return sum(processor.used(pid) or 0 for pid in _descendants(self.supervisor.pid))

    def peak_bytes(self, program: str) -> int:
        """The most memory that the process of a program, such as `services.suppliers.main`, has held so far."""
        for pid in _children(self.supervisor.pid):
            if program in Path(f"/proc/{pid}/cmdline").read_text():
                status = Path(f"/proc/{pid}/status").read_text().splitlines()
                return next(int(line.split()[1]) * _KIBIBYTE for line in status if line.startswith(_STATUS_PEAK))
        raise TrialFailed(f"{program} does not run")


def _children(pid: int) -> list[int]:
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except FileNotFoundError:
        return []


def _descendants(pid: int) -> Iterator[int]:
    for child in _children(pid):
        yield child
        yield from _descendants(child)


@asynccontextmanager
async def installation(home: Path) -> AsyncIterator[Installation]:
    """Start a platform without sample data, and stop it afterwards."""
    port = free_port()
    options = ("--home", str(home), "--port", str(port), "--no-sample")
    with (home.parent / f"{home.name}.log").open("wb") as log:
        supervisor = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "deploy.embedded", "up", *options, cwd=ROOT, stdout=log, stderr=log
        )
    try:
        await asyncio.wait_for(_served(home, port), PATIENCE_SECONDS)
        yield Installation(home, port, supervisor)
    finally:
        supervisor.send_signal(signal.SIGINT)
        await supervisor.wait()


async def _served(home: Path, port: int) -> None:
    async with httpx.AsyncClient(trust_env=False) as http:
        while not await _serves(http, home, port):
            await asyncio.sleep(0.2)


async def _serves(http: httpx.AsyncClient, home: Path, port: int) -> bool:
    keys = home / "keys.json"
    if not keys.exists() or "operator" not in json.loads(keys.read_text()):
        return False
    try:
        return (await http.get(f"http://127.0.0.1:{port}/suppliers?limit=1")).is_success
    except httpx.TransportError:
        return False
