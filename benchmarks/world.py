"""The processes under test: a durable PostgreSQL, the services, the gateway, the peers; started when asked for."""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Self

from benchmarks.loading import Target
from benchmarks.say import Say
from chassis.auth import Principal, sign
from deploy.embedded import DATABASES, databases
from deploy.embedded.addresses import renamed
from deploy.embedded.child import Spec
from deploy.embedded.credentials import Credentials
from deploy.embedded.migrations import migrate
from deploy.embedded.ports import assigned, free_port
from deploy.embedded.postgres import Cluster
from deploy.embedded.probes import http
from deploy.embedded.side_by_side import side_by_side
from deploy.embedded.supervisor import Supervisor
from deploy.embedded.topology import INTERNAL_PORTS, Stage, Topology, postgres

OWN_PORTS = ("gateway", "peer")
UNREACHED = "1000000"
"""Quotas are counted as always, and no load reaches them."""
TOKEN_SECONDS = 3600
EVERYTHING = frozenset({"tenders:write", "tenders:award", "contracts:write", "contracts:import", "suppliers:write"})


class World:
    """One platform for the whole run, in a folder of its own; fsync and synchronous_commit are on."""

    def __init__(self, folder: Path, say: Say) -> None:
        self.say = say
        self._ports = assigned([*INTERNAL_PORTS, *OWN_PORTS], {})
        self._cluster = Cluster(folder / "postgres", self._ports["postgres"])
        self.topology = Topology(
            home=folder,
            ports=self._ports,
            port=self._ports["gateway"],
            credentials=Credentials.kept_in(folder / "credentials.json"),
            administrator=self._cluster.address(),
        )
        self._logs = folder / "logs"
        self.supervisor = Supervisor(self._logs, say)
        self._specs = {spec.name: spec for spec in (*self.topology.processes(), self._peer())}
        gateway = self._specs["gateway"]
        self._specs["gateway"] = replace(gateway, environment={**gateway.environment, "LIMITS_SCALE": UNREACHED})
        self.twin("gateway", "gateway-uncached", CACHE_BYTES="0")
        self._started: set[str] = set()
        self.later = AsyncExitStack()
        """What is to be undone at the end."""

    async def __aenter__(self) -> Self:
        self.say("starting PostgreSQL")
        await asyncio.to_thread(self._cluster.initialise)
        with (self._cluster.directory / "postgresql.auto.conf").open("a") as settings:
            settings.write("track_commit_timestamp = on\n")  # so that the moment of a commit is known exactly
        await self.supervisor.start([postgres(self._cluster)])
        await side_by_side(*map(self._provide, DATABASES))
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.later.aclose()
        await self.supervisor.stop()

    async def _provide(self, owner: str) -> None:
        await self.database(owner, owner)

    async def database(self, owner: str, name: str) -> str:
        """A migrated database of a service: its `DATABASE_URL`."""
        address = renamed(self.topology.address(owner), name)
        password = self.topology.credentials.passwords[owner]
        if await databases.provide(self.topology.administrator, owner, password=password, database=name):
            await migrate(owner, address)
        return address

    async def serve(self, *names: str) -> None:
        """Start these processes, unless they run."""
        missing = [name for name in names if name not in self._started]
        if missing:
            self.say(f"starting {', '.join(missing)}")
            await self.supervisor.start([self._specs[name] for name in missing])
            self._started.update(missing)

    @asynccontextmanager
    async def aside(self, *names: str, patience: float = 60.0) -> AsyncIterator[list[Target]]:
        """Run these processes until the block is left; so many seconds may pass until they serve."""
        self.say(f"starting {', '.join(names)}")
        apart = Supervisor(self._logs, self.say)
        try:
            await apart.start([self._specs[name] for name in names], patience=patience)
            yield [Target(self._ports[name], apart.pids[name]) for name in names]
        finally:
            await apart.stop()

    def port(self, name: str) -> int:
        """Where a process listens."""
        return self._ports[name]

    def url(self, name: str) -> str:
        """The address of a process."""
        return f"http://127.0.0.1:{self._ports[name]}"

    def target(self, name: str) -> Target:
        """A server that runs, to be loaded."""
        return Target(self._ports[name], self.supervisor.pids[name])

    @property
    def principal(self) -> dict[str, str]:
        """The header of a caller who may do everything, at a service."""
        someone = Principal("benchmark", EVERYTHING | {"suppliers:import", "sourcing:match"}, "*")
        return {"Prenan-Principal": sign(someone, self.topology.credentials.platform_secret, TOKEN_SECONDS)}

    def knows(self, name: str) -> bool:
        """Whether there is a process of this name."""
        return name in self._specs

    def twin(self, original: str, name: str, **environment: str) -> None:
        """Make known the same process once more, by a name of its own, with some settings of its own."""
        spec = self._specs[original]
        port = self._ports[name] = free_port(frozenset(self._ports.values()))
        command = tuple(str(port) if part == str(self._ports[original]) else part for part in spec.command)
        ready = http(f"http://127.0.0.1:{port}/readyz") if spec.ready else None
        told = {**spec.environment, "METRICS_PORT": "0", **environment}
        self._specs[name] = replace(spec, name=name, command=command, environment=told, ready=ready)

    def _peer(self) -> Spec:
        port = str(self._ports["peer"])
        server = ("-m", "uvicorn", "--factory", "benchmarks.peers.main:create_app", "--host", "127.0.0.1")
        return Spec(
            name="peer",
            command=(sys.executable, *server, "--port", port, "--no-access-log"),
            stage=Stage.SERVICES,
            environment=self.topology.environment("tenders"),
            ready=http(f"http://127.0.0.1:{port}/readyz"),
        )
