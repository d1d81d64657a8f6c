"""Starts the whole platform, keeps it running, and stops it when asked."""

import asyncio
import os
import signal
import sys
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any, Literal

from deploy.embedded import DATABASES, databases, demo_keys
from deploy.embedded.credentials import Credentials
from deploy.embedded.lock import HomeLock
from deploy.embedded.migrations import digest, migrate
from deploy.embedded.ports import assigned, require_free
from deploy.embedded.postgres import Cluster
from deploy.embedded.program import shown
from deploy.embedded.refusal import CannotStart
from deploy.embedded.sandbox import REAL, Calendar, Wish
from deploy.embedded.side_by_side import side_by_side
from deploy.embedded.state import State
from deploy.embedded.supervisor import Supervisor
from deploy.embedded.topology import INTERNAL_PORTS, Topology, postgres
from deploy.embedded.welcome import welcome
from deploy.kafka import topics
from deploy.kafka.broker import Broker

SAMPLE = ("deploy.cli.main", "sample")
"""The program that fills an empty platform with a seeded Breton market, through the public API."""

Bus = Literal["feed", "kafka"]
Say = Callable[[str], None]


def _print(line: str) -> None:
    """Show a line at once, also where the output is a file."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


async def up(
    home: Path, *, bus: Bus = "feed", port: int = 8000, sample: bool = True, wish: Wish = REAL, say: Say = _print
) -> None:
    """Start the platform of this home and serve until SIGINT, SIGTERM or SIGHUP; refuses with `CannotStart`."""
    with HomeLock(home) as lock:
        if lock.crashed:
            say(f"The platform's last run (process {lock.crashed}) did not stop cleanly: resuming from its data.")
        require_free(port)
        platform = Platform(lock.home, bus, port, say, wish)
        try:
            await _until_asked_to_stop(platform.serve(sample=sample))
        finally:
            say("Stopping…")
            await platform.stop()
            say("Stopped.")


async def _until_asked_to_stop(serving: Coroutine[Any, Any, None]) -> None:
    """Serve until a signal asks to stop; a failure to start comes through."""
    task = asyncio.create_task(serving)
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        asyncio.get_running_loop().add_signal_handler(number, task.cancel)
    await asyncio.wait({task})
    if not task.cancelled():
        task.result()


class Platform:
    """One platform on this machine, from its data folder to its public port."""

    def __init__(self, home: Path, bus: Bus, port: int, say: Say, wish: Wish = REAL) -> None:
        self.home = home
        self.supervisor = Supervisor(home / "logs", say)
        self._say = say
        self._state = State(home / "state.json")
        self._keep_to(bus)
        self._state["ports"] = ports = assigned(list(INTERNAL_PORTS), self._state["ports"] or {})
        credentials = Credentials.kept_in(home / "secrets.json")
        self._cluster = Cluster(home / "postgres", ports["postgres"], credentials.passwords["postgres"])
        administrator = os.environ.get("DATABASE_URL") or self._cluster.address()
        self._calendar = Calendar(self._state)
        self._sandbox = self._calendar.opened(wish)
        settings = self._sandbox.environment() if self._sandbox else {}
        self.topology = Topology(home, ports, port, credentials, administrator, bus, settings)
        self._state["started"] = {"port": port, "administrator": administrator, "bus": bus, "sandbox": settings}

    def _keep_to(self, bus: Bus) -> None:
        """A home stays with the bus it began with: how far each consumer is counts on that bus alone."""
        began = (self._state["started"] or {}).get("bus", bus)
        if began != bus:
            raise CannotStart(
                f"The data in {self.home} began with BUS={began}: start with `make run BUS={began}`, take another "
                f"folder with PRENAN_HOME=another-folder, or forget the data with `make clean-data`."
            )

    async def serve(self, *, sample: bool) -> None:
        """Start everything in the order of its needs, then run until cancelled."""
        keeping = self._calendar.kept(self._sandbox) if self._sandbox else asyncio.sleep(0)
        await side_by_side(self._serve(sample=sample), keeping)

    async def stop(self) -> None:
        """Stop everything in order; a sandbox's time stands still from then on."""
        await self.supervisor.stop()
        if self._sandbox:
            self._calendar.stop(self._sandbox)

    async def _serve(self, *, sample: bool) -> None:
        await side_by_side(self._start_databases(), self._start_bus())
        _, keys = await side_by_side(self.supervisor.start(self.topology.processes()), self._issue_keys())
        if sample and not self._sandbox:  # whose calendar would outrun it
            await self._load_sample()
        self._say(welcome(self.topology.gateway, self.home / "keys.json", keys, self._sandbox))
        await self.supervisor.bound_logs()

    async def _start_databases(self) -> None:
        if "DATABASE_URL" not in os.environ:
            await asyncio.to_thread(self._cluster.initialise)
            await self.supervisor.start([postgres(self._cluster)])
        applied = dict(zip(DATABASES, await side_by_side(*map(self._provide, DATABASES)), strict=True))
        self._state["migrations"] = applied

    async def _provide(self, owner: str) -> str:
        """Make a service's database and bring it up to date; answers with the digest of what was applied."""
        password = self.topology.credentials.passwords[owner]
        is_new = await databases.provide(self.topology.administrator, owner, password=password)
        newest = digest(owner)
        if is_new or (self._state["migrations"] or {}).get(owner) != newest:
            await migrate(owner, self.topology.address(owner))
        return newest

    async def _start_bus(self) -> None:
        if self.topology.bus == "kafka":
            ports = self.topology.ports
            kafka = Broker(self.home / "kafka", ports["kafka"], ports["kafka-controller"])
            await asyncio.to_thread(kafka.initialise)
            await self.supervisor.start([kafka.spec()])
            await topics.provide(kafka.bootstrap)

    async def _issue_keys(self) -> dict[str, str]:
        return await demo_keys.issue(self.home / "keys.json", self.topology.environment("gateway"))

    async def _load_sample(self) -> None:
        """Fill an empty platform, once; a failure leaves a platform that serves."""
        if self._state["sample"]:
            return
        environment = {"PRENAN_HOME": str(self.home), "PRENAN_URL": self.topology.gateway}
        if await shown(*SAMPLE, environment=environment):
            self._state["sample"] = True
        else:
            self._say("The sample data did not load; the platform serves without them, and the next start tries again.")
