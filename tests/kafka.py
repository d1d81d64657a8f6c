"""A real Apache Kafka for the suite: the one named by KAFKA_BOOTSTRAP, or one node that all workers of a run share."""

import asyncio
import fcntl
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from deploy.embedded.ports import free_port
from deploy.embedded.refusal import CannotStart
from deploy.kafka import topics
from deploy.kafka.broker import Broker
from deploy.kafka.jars import missing_tool


class NoBroker(Exception):
    """There is no broker and none can be started here; the message says why."""


class ScratchKafka:
    """The broker of one run: started by the worker that first asks, stopped after the last one."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "kafka"
        self._address = folder / "kafka.address"

    def bootstrap(self) -> str:
        """Address of the broker; raises `NoBroker`."""
        if given := os.environ.get("KAFKA_BOOTSTRAP"):
            return given
        if missing := missing_tool():
            raise NoBroker(missing)
        with self._address.with_suffix(".lock").open("w") as turn:
            fcntl.flock(turn, fcntl.LOCK_EX)
            if not self._address.exists():
                self._address.write_text(_aside(self._start))
        return self._address.read_text()

    def _start(self) -> str:
        broker = Broker(self._folder, port := free_port(), free_port(frozenset({port})))
        try:
            broker.start(tethered=False)
        except CannotStart as reason:
            raise NoBroker(str(reason)) from reason
        asyncio.run(topics.provide(broker.bootstrap))
        return broker.bootstrap

    def discard(self) -> None:
        """Stop the broker, if one was started here."""
        if self._folder.exists():
            Broker(self._folder, 0, 0).stop()


def _aside(work: Callable[[], str]) -> str:
    """Work done in a thread of its own: a test that asks from within an event loop may have it done too."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(work).result()
