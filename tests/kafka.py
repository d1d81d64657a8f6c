"""A real Apache Kafka for the suite: the one named by KAFKA_BOOTSTRAP, or one node that all workers of a run share."""

import asyncio
import fcntl
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from deploy.embedded.ports import assigned
from deploy.embedded.refusal import CannotStart
from deploy.kafka import acl, topics
from deploy.kafka.broker import Broker, Guard
from deploy.kafka.jars import missing_tool

PASSWORDS = {reader.user: f"the password of {reader.user}" for reader in acl.declared()}
"""How the readers that the example grants rights to log in."""


class NoBroker(Exception):
    """There is no broker and none can be started here; the message says why."""


class ScratchKafka:
    """The broker of one run: started by the worker that first asks, stopped after the last one."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "kafka"
        self._address, self._guarded = folder / "kafka.address", folder / "kafka.guarded"

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
        port, controller, guarded = assigned(["plain", "controller", "guarded"], {}).values()
        broker = Broker(self._folder, port, controller, Guard(guarded, PASSWORDS))
        try:
            broker.start(tethered=False)
        except CannotStart as reason:
            raise NoBroker(str(reason)) from reason
        asyncio.run(_provide(broker.bootstrap))
        self._guarded.write_text(f"127.0.0.1:{guarded}")
        return broker.bootstrap

    def guarded(self) -> str:
        """Address at which departments log in, each by `PASSWORDS`; raises `NoBroker`."""
        self.bootstrap()
        if not self._guarded.exists():
            raise NoBroker("the broker that KAFKA_BOOTSTRAP names has no listener for the departments of the tests")
        return self._guarded.read_text()

    def discard(self) -> None:
        """Stop the broker, if one was started here."""
        if self._folder.exists():
            Broker(self._folder, 0, 0).stop()


async def _provide(bootstrap: str) -> None:
    await topics.provide(bootstrap)
    await acl.grant(bootstrap, acl.declared())


def _aside(work: Callable[[], str]) -> str:
    """Work done in a thread of its own: a test that asks from within an event loop may have it done too."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(work).result()
