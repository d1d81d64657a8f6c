"""A real Apache Kafka for a run: the one named by KAFKA_BOOTSTRAP, else one node of our own."""

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiokafka.admin import AIOKafkaAdminClient, NewTopic

from benchmarks.world import World
from chassis.identity import uuid7
from deploy.embedded.ports import free_port
from deploy.kafka.broker import Broker
from deploy.kafka.jars import missing_tool
from deploy.kafka.topics import declared


class Kafka:
    """A broker, and the prefix of the topics that are ours."""

    def __init__(self, bootstrap: str) -> None:
        self.bootstrap, self.prefix = bootstrap, f"bench-{uuid7()}."

    @property
    def environment(self) -> dict[str, str]:
        """What a process is told in order to use it."""
        return {"BUS": "kafka", "KAFKA_BOOTSTRAP": self.bootstrap, "KAFKA_PREFIX": self.prefix}

    @asynccontextmanager
    async def topics(self) -> AsyncIterator[None]:
        """Our topics, deleted in the end."""
        admin = AIOKafkaAdminClient(bootstrap_servers=self.bootstrap)
        await admin.start()
        names = [self.prefix + topic.name for topic in declared()]
        try:
            await admin.create_topics([NewTopic(self.prefix + one.name, one.partitions, 1) for one in declared()])
            yield
            await admin.delete_topics(names)
        finally:
            await admin.close()


class Bus:
    """Starts the broker of a run when it is first asked for."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._kafka: Kafka | None = None

    async def kafka(self) -> Kafka | None:
        """The broker; None where there can be none."""
        if self._kafka is None and (bootstrap := await self._bootstrap()):
            self._kafka = Kafka(bootstrap)
            await self._world.later.enter_async_context(self._kafka.topics())
        return self._kafka

    async def _bootstrap(self) -> str | None:
        if given := os.environ.get("KAFKA_BOOTSTRAP"):
            return given
        if await asyncio.to_thread(missing_tool):
            return None
        self._world.say("starting Apache Kafka")
        broker = Broker(self._world.topology.home / "kafka", port := free_port(), free_port(frozenset({port})))
        await asyncio.to_thread(broker.initialise)
        await self._world.supervisor.start([broker.spec()])
        return broker.bootstrap
