"""One Apache Kafka node in KRaft mode, as a child process."""

import asyncio
import base64
import signal
import subprocess
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from deploy.embedded.child import Spec
from deploy.embedded.launch import launched, wait_for
from deploy.embedded.occupants import evict, occupants
from deploy.embedded.probes import kafka
from deploy.embedded.refusal import CannotStart
from deploy.kafka.jars import classpath

STAGE = 1
"""Stopped after the workers that speak to it, before the database."""
HEAP = ("-Xms128m", "-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto")
"""A small heap and quick start for one node on a small machine."""
SETTINGS = """\
process.roles=broker,controller
node.id=1
listeners=PLAINTEXT://127.0.0.1:{port},CONTROLLER://127.0.0.1:{controller}
advertised.listeners=PLAINTEXT://127.0.0.1:{port}
controller.quorum.voters=1@127.0.0.1:{controller}
controller.listener.names=CONTROLLER
inter.broker.listener.name=PLAINTEXT
listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT
log.dirs={data}
auto.create.topics.enable=false
offsets.topic.replication.factor=1
offsets.topic.num.partitions=4
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
share.coordinator.state.topic.replication.factor=1
share.coordinator.state.topic.min.isr=1
group.initial.rebalance.delay.ms=0
log.segment.bytes=67108864
broker.heartbeat.interval.ms=500
broker.session.timeout.ms=2000
"""
GUARDED = """\
listeners=PLAINTEXT://127.0.0.1:{port},CONTROLLER://127.0.0.1:{controller},GUARDED://127.0.0.1:{guarded}
advertised.listeners=PLAINTEXT://127.0.0.1:{port},GUARDED://127.0.0.1:{guarded}
listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT,GUARDED:SASL_PLAINTEXT
sasl.enabled.mechanisms=PLAIN
listener.name.guarded.plain.sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required {users};
authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer
super.users=User:ANONYMOUS
allow.everyone.if.no.acl.found=false
"""
"""A second listener for users who log in and may do what is granted to them; the first one stays the platform's own."""


@dataclass(frozen=True)
class Guard:
    """The port of a listener for users who log in, and their passwords."""

    port: int
    passwords: Mapping[str, str]

    def settings(self, port: int, controller: int) -> str:
        """What the broker is told: a later line has the last word."""
        users = " ".join(f'user_{user}="{password}"' for user, password in self.passwords.items())
        return GUARDED.format(port=port, controller=controller, guarded=self.port, users=users)


@dataclass
class Broker:
    """One node and its data."""

    directory: Path
    port: int
    controller_port: int
    guard: Guard | None = None
    _process: subprocess.Popen[bytes] | None = field(default=None, init=False)

    def __post_init__(self) -> None:
        self.directory = self.directory.resolve()

    @property
    def bootstrap(self) -> str:
        """Where clients connect."""
        return f"127.0.0.1:{self.port}"

    @property
    def _settings(self) -> Path:
        return self.directory / "server.properties"

    def initialise(self) -> None:
        """Write the settings, and format the data folder of a new node."""
        self.directory.mkdir(parents=True, exist_ok=True)
        data = self.directory / "data"
        settings = SETTINGS.format(port=self.port, controller=self.controller_port, data=data)
        more = self.guard.settings(self.port, self.controller_port) if self.guard else ""
        self._settings.write_text(settings + more)
        if (data / "meta.properties").exists():
            return
        cluster = base64.urlsafe_b64encode(uuid.uuid4().bytes).decode().rstrip("=")
        # joined by `=`, as one id in sixty-four begins with a dash and would pass for an option
        formatting = ("kafka.tools.StorageTool", "format", f"--cluster-id={cluster}", "-c", str(self._settings))
        answer = subprocess.run(self._java(*formatting), capture_output=True, text=True, check=False)
        if answer.returncode != 0:
            raise CannotStart(
                f"Apache Kafka could not format {data}: {(answer.stderr or answer.stdout).strip()[-300:]}"
            )

    @staticmethod
    def _java(*arguments: str) -> tuple[str, ...]:
        return ("java", *HEAP, "-cp", classpath(), *arguments)

    def command(self) -> tuple[str, ...]:
        """The node itself, in the foreground."""
        return self._java("kafka.Kafka", str(self._settings))

    def spec(self) -> Spec:
        """The node as a process to supervise."""

        async def prepare() -> None:
            await asyncio.to_thread(self.clear_leftovers)

        return Spec(
            name="kafka",
            command=self.command(),
            stage=STAGE,
            folder=self.directory,
            ready=kafka(self.bootstrap),
            prepare=prepare,
            grace=30.0,
            death_signal=signal.SIGTERM,
        )

    def clear_leftovers(self) -> None:
        """End a node of an earlier run that still holds the data."""
        evict(self.directory, politely=occupants(self.directory), by=signal.SIGTERM, patience=30.0)

    def start(self, *, tethered: bool = True, patience: float = 60.0) -> None:
        """Make the data if needed, start the node and wait until it answers; not from within an event loop."""
        self.initialise()
        self.clear_leftovers()
        self._process = launched(self.command(), self.directory, signal.SIGTERM if tethered else None)
        ready = kafka(self.bootstrap)
        wait_for(lambda: asyncio.run(ready()), self._process, self.directory, patience)

    def stop(self) -> None:
        """Stop the node, whoever started it, and wait until it is gone."""
        if self._process is not None:
            self._process.terminate()
            self._process.wait(timeout=30)
            self._process = None
        self.clear_leftovers()
