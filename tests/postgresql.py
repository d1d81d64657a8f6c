"""A scratch PostgreSQL for the suite: one server a run, one migrated template a service, one database a test."""

from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

from deploy.embedded import databases
from deploy.embedded.addresses import seen_by
from deploy.embedded.migrations import migrate
from deploy.embedded.ports import free_port
from deploy.embedded.postgres import Cluster
from tests.shared import known, once, turn

NAME = "postgresql"


class ScratchPostgres:
    """The server that all workers of a run use."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def start(self) -> None:
        """Start the server unless another worker has."""
        once(self._folder, NAME, self._started)

    def _started(self) -> dict[str, int]:
        cluster = self._cluster(free_port())
        cluster.start(tethered=False)
        return {"port": cluster.port}

    def _cluster(self, port: int) -> Cluster:
        return Cluster(self._folder / "data", port, durable=False)

    @property
    def administrator(self) -> str:
        """`DATABASE_URL` of the server's administrator."""
        made = known(self._folder, NAME)
        assert made is not None, "start() comes first"
        return self._cluster(made["port"]).address()

    async def create(self, owner: str) -> str:
        """A fresh database of a service, or of the gateway, with its migrations applied: its `DATABASE_URL`."""
        template = f"template_{owner}"
        with turn(self._folder, template):
            if not (self._folder / template).exists():
                await self.create_empty(owner, template)
                await migrate(owner, seen_by(self.administrator, owner, None, template))
                (self._folder / template).touch()
        name = f"{owner}_{uuid4().hex[:12]}"
        await databases.copy(self.administrator, template, name, owner)
        return seen_by(self.administrator, owner, None, name)

    async def create_empty(self, owner: str, name: str | None = None) -> str:
        """A fresh database of a service without any migration: its `DATABASE_URL`."""
        name = name or f"{owner}_{uuid4().hex[:12]}"
        await databases.provide(self.administrator, owner, database=name)
        return seen_by(self.administrator, owner, None, name)

    async def drop(self, address: str) -> None:
        """Delete a database, whoever is still connected to it."""
        await databases.drop(self.administrator, urlsplit(address).path.lstrip("/"))

    def discard(self) -> None:
        """Stop the server, if one was started, and delete its data."""
        if made := known(self._folder, NAME):
            self._cluster(made["port"]).discard()
