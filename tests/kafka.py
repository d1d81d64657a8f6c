"""A real Apache Kafka for the suite: the one named by KAFKA_BOOTSTRAP, or one node a run."""

import asyncio
import os
from pathlib import Path

from deploy.embedded.ports import free_port
from deploy.embedded.refusal import CannotStart
from deploy.kafka import topics
from deploy.kafka.broker import Broker
from deploy.kafka.jars import missing_tool
from tests.shared import known, once

NAME = "kafka"


class NoBroker(Exception):
    """There is no broker and none can be started here; the message says why."""


class ScratchKafka:
    """The broker that all workers of a run use."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def bootstrap(self) -> str:
        """Address of the broker, started now unless another worker has; raises `NoBroker`."""
        if given := os.environ.get("KAFKA_BOOTSTRAP"):
            return given
        if missing := missing_tool():
            raise NoBroker(missing)
        try:
            return str(once(self._folder, NAME, self._started)["bootstrap"])
        except CannotStart as reason:
            raise NoBroker(str(reason)) from reason

    def _started(self) -> dict[str, str]:
        broker = Broker(self._folder / "kafka", port := free_port(), free_port(frozenset({port})))
        broker.start(tethered=False)
        asyncio.run(topics.provide(broker.bootstrap))
        return {"bootstrap": broker.bootstrap}

    def discard(self) -> None:
        """Stop the broker, if one was started here."""
        if known(self._folder, NAME):
            Broker(self._folder / "kafka", 0, 0).stop()
