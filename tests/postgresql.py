"""A scratch PostgreSQL for the suite: one migrated template a service, one database a test."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from urllib.parse import urlsplit
from uuid import uuid4

from deploy.embedded import databases
from deploy.embedded.addresses import seen_by
from deploy.embedded.migrations import migrate
from deploy.embedded.postgres import Cluster


class ScratchPostgres:
    """Databases made and forgotten in one server."""

    def __init__(self, cluster: Cluster) -> None:
        self.administrator = cluster.address()
        """`DATABASE_URL` of the server's administrator."""
        self._migrated: set[str] = set()

    async def create(self, owner: str, name: str | None = None) -> str:
        """A fresh database of a service, or of the gateway, with its migrations applied: its `DATABASE_URL`.

        With a name, it takes the place of the one that had it.
        """
        template = f"template_{owner}"
        if owner not in self._migrated:
            await databases.drop(self.administrator, template)
            await migrate(owner, await self.create_empty(owner, template))
            self._migrated.add(owner)
        return await self.copy(template, owner, name)

    async def create_empty(self, owner: str, name: str | None = None) -> str:
        """A fresh database of a service without any migration: its `DATABASE_URL`."""
        name = name or f"{owner}_{uuid4().hex[:12]}"
        await databases.provide(self.administrator, owner, database=name)
        return seen_by(self.administrator, owner, None, name)

    async def copy(self, template: str, owner: str = "postgres", name: str | None = None) -> str:
        """A fresh copy of a database that nobody is connected to: its `DATABASE_URL`."""
        if name:
            await databases.drop(self.administrator, name)
        name = name or f"{template.removeprefix('template_')}_{uuid4().hex[:12]}"
        await databases.copy(self.administrator, template, name, owner)
        return seen_by(self.administrator, owner, None, name)

    async def drop(self, address: str) -> None:
        """Delete a database, whoever is still connected to it."""
        await databases.drop(self.administrator, urlsplit(address).path.lstrip("/"))

    @asynccontextmanager
    async def fresh(self, make: Callable[[str], Awaitable[str]]) -> AsyncIterator[Callable[[str], Awaitable[str]]]:
        """The same maker of databases, whose databases are dropped at the end of the block."""
        made: list[str] = []

        async def making(what: str) -> str:
            made.append(await make(what))
            return made[-1]

        try:
            yield making
        finally:
            for address in made:
                await self.drop(address)
