"""A whole platform in a folder of its own, started as an operator starts it."""

import asyncio
import json
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import httpx

from deploy.embedded import ROOT
from deploy.embedded.ports import free_port
from tests.waiting import until

STARTING_SECONDS, ENDING_SECONDS = 300, 120
LAST_LINES = 60
"""Lines of a platform's log that are told when it did not start, or not end."""


@dataclass(frozen=True)
class PlatformUnderTest:
    """A running platform: where it is, and how its operator speaks to it."""

    home: Path
    port: int
    supervisor: asyncio.subprocess.Process

    @property
    def log(self) -> Path:
        return self.home.with_name(f"{self.home.name}.log")

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def client(self, role: str | None = None) -> httpx.AsyncClient:
        """An integrator with the demo key of a role, or the public."""
        headers = {"Authorization": f"Bearer {self.key(role)}"} if role else {}
        return httpx.AsyncClient(base_url=self.url, headers=headers, timeout=30)

    def key(self, role: str) -> str:
        keys: dict[str, str] = json.loads((self.home / "keys.json").read_text())
        return keys[role]

    async def prenan(self, *arguments: str, check: bool = True) -> Any:
        """Run the operator's command; its JSON answer."""
        process = await self.prenan_started(*arguments)
        out, err = await process.communicate()
        assert not check or process.returncode == 0, f"prenan {' '.join(arguments)}: {out.decode()} {err.decode()}"
        return json.loads(out) if out.strip() else None

    async def prenan_started(self, *arguments: str) -> asyncio.subprocess.Process:
        command = (sys.executable, "-m", "deploy.cli.main", *arguments, "--home", str(self.home), "--json")
        pipe = asyncio.subprocess.PIPE
        return await asyncio.create_subprocess_exec(*command, cwd=ROOT, stdout=pipe, stderr=pipe)

    async def sample(self, years: int) -> None:
        """Load the sample market of this year and so many before."""
        command = (sys.executable, "-m", "deploy.cli.main", "sample", "--years", str(years), "--home", str(self.home))
        process = await asyncio.create_subprocess_exec(
            *command, cwd=ROOT, stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.PIPE
        )
        _, wrong = await process.communicate()
        assert process.returncode == 0, f"{wrong.decode()[-2000:]}\n{self.last_lines()}"

    async def now(self) -> datetime:
        """What the platform's calendar shows."""
        async with self.client() as http:
            return datetime.fromisoformat((await http.get("/time")).json()["now"])

    def last_lines(self) -> str:
        """What its log ends with."""
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-LAST_LINES:])

    def processes(self) -> list[int]:
        """Ids of the processes that the supervisor started."""
        mine = self.supervisor.pid
        return [int(pid) for pid in Path(f"/proc/{mine}/task/{mine}/children").read_text().split()]


@asynccontextmanager
async def a_platform(
    home: Path, *options: str, sandbox: float | None = None, start: date | None = None
) -> AsyncIterator[PlatformUnderTest]:
    """Start a platform without sample data, wait until it serves, and stop it afterwards.

    With `sandbox`, so many seconds of its time pass in one second, from now on or from the day `start` on.
    """
    options += ("--sandbox", str(sandbox)) if sandbox else ()
    options += ("--sandbox-start", start.isoformat()) if start else ()
    port = free_port()
    command = (sys.executable, "-m", "deploy.embedded", "up", "--home", str(home), "--port", str(port), "--no-sample")
    with home.with_name(f"{home.name}.log").open("wb") as log:
        inherited = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "BUS")}
        environment = {**inherited, "PATIENCE": "10"}  # the suite keeps every core busy
        supervisor = await asyncio.create_subprocess_exec(
            *command, *options, cwd=ROOT, stdout=log, stderr=log, env=environment
        )
    platform = PlatformUnderTest(home, port, supervisor)
    try:
        await until(lambda: _serves(platform), STARTING_SECONDS)
        yield platform
    finally:
        await _ended(platform)


async def _ended(platform: PlatformUnderTest) -> None:
    """Ask a platform to stop, as Ctrl-C does; one that does not is killed, and the test fails."""
    if platform.supervisor.returncode is not None:
        return
    platform.supervisor.send_signal(signal.SIGINT)
    try:
        await asyncio.wait_for(platform.supervisor.wait(), ENDING_SECONDS)
    except TimeoutError:
        platform.supervisor.kill()
        raise AssertionError(f"the platform did not stop: {platform.last_lines()}") from None


async def _serves(platform: PlatformUnderTest) -> bool:
    assert platform.supervisor.returncode is None, f"the platform did not start: {platform.last_lines()}"
    keys = platform.home / "keys.json"
    if not keys.exists() or "operator" not in json.loads(keys.read_text()):
        return False
    try:
        async with platform.client() as http:
            # behind the door, too: it stays shut a moment after a service that was not there yet
            answers = [
                await http.get(path) for path in ("/readyz", "/tenders?limit=1", "/suppliers?limit=1", "/indicators")
            ]
            return all(answer.status_code == httpx.codes.OK for answer in answers)
    except httpx.TransportError:
        return False
