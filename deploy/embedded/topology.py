"""The processes of the platform as plain data: what runs, with which environment, and when it serves."""

import asyncio
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from pathlib import Path

from deploy.embedded import SERVICES
from deploy.embedded.addresses import seen_by
from deploy.embedded.child import Spec
from deploy.embedded.credentials import Credentials
from deploy.embedded.postgres import STOP_SIGNAL, Cluster
from deploy.embedded.probes import http
from deploy.embedded.sandbox import WORLDS_TIME


class Stage(IntEnum):
    """What depends on what; stopped from the highest to the lowest."""

    DATABASE = 0
    BUS = 1
    WORKERS = 2
    SERVICES = 3
    GATEWAY = 4


INTERNAL_PORTS = (
    "postgres",
    "kafka",
    "kafka-controller",
    *SERVICES,
    *(f"{service}-worker" for service in SERVICES),
    "gateway-worker",
)
"""What needs a port of its own that only processes of this machine speak to; a worker's serves its metrics."""

GENEROUS = "100"
"""What callers' quotas are multiplied by on a machine of one's own."""


LOOPBACK = {"WEBHOOK_NETWORKS": '["127.0.0.0/8", "::1/128"]', "WEBHOOK_PLAIN_HTTP": "1"}
"""In a sandbox webhooks may lead to this machine, so that an integrator can try a receiver on it; nowhere else."""


@dataclass(frozen=True)
class Topology:
    """Where everything is, and the processes that follow from it."""

    home: Path
    ports: Mapping[str, int]
    port: int
    """The gateway's port, the only public one."""
    credentials: Credentials
    administrator: str
    """`DATABASE_URL` of the database server's administrator."""
    bus: str = "feed"
    sandbox: Mapping[str, str] = field(default_factory=dict)
    """The settings of a sandbox's clock; none where time is the world's."""

    @property
    def gateway(self) -> str:
        """The public address."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def bootstrap(self) -> str | None:
        """The broker's address, where there is a broker."""
        return f"127.0.0.1:{self.ports['kafka']}" if self.bus == "kafka" else None

    def address(self, owner: str) -> str:
        """`DATABASE_URL` of a service or the gateway."""
        return seen_by(self.administrator, owner, self.credentials.passwords[owner])

    def environment(self, owner: str) -> dict[str, str]:
        """The settings of a service's processes, or of the gateway's."""
        settings = {
            "PRENAN_HOME": str(self.home),
            "DATABASE_URL": self.address(owner),
            "PLATFORM_SECRET": self.credentials.platform_secret,
            "PUBLIC_URL": self.gateway,
            "BUS": self.bus,
            **WORLDS_TIME,
            **self.sandbox,
            **{f"{name.upper()}_URL": f"http://127.0.0.1:{self.ports[name]}" for name in SERVICES},
        }
        if self.bootstrap:
            settings["KAFKA_BOOTSTRAP"] = self.bootstrap
        return settings | self._own(owner)

    def _own(self, owner: str) -> dict[str, str]:
        """What one of them alone is told: where files and letters go, what peppers keys and signs receipts."""
        mail = (self.home.absolute() / "mail").as_uri()
        own = {
            "gateway": {
                "KEY_PEPPER": self.credentials.key_pepper,
                "MAIL_URL": mail,
                **(LOOPBACK if self.sandbox else {}),
                "DEMO_KEYS": str(self.home.absolute() / "keys.json"),
                "LIMITS_SCALE": os.environ.get("LIMITS_SCALE", GENEROUS),
            },
            "suppliers": {
                "INDEX_FOLDER": str(self.home.absolute() / "index"),
                "STORAGE_URL": (self.home.absolute() / "attachments").as_uri(),
                "MAIL_URL": mail,
            },
            "tenders": {
                "STORAGE_URL": (self.home.absolute() / "documents").as_uri(),
                "MAIL_URL": mail,
                "JOURNAL_KEY": self.credentials.journal_key,  # signs the receipts of bids
            },
            "analytics": {"MAIL_URL": mail},
        }
        return own.get(owner, {})

    def worker_environment(self, service: str) -> dict[str, str]:
        """The settings of a service's worker, which signs its journal."""
        return self.environment(service) | {
            "JOURNAL_KEY": self.credentials.journal_key,
            "CHECKPOINT_FILE": str(self.home / "checkpoints" / f"{service}.json"),
        }

    def processes(self) -> list[Spec]:
        """The services' APIs and workers, the gateway and its worker."""
        apis = [self._api(name, f"services.{name}.main", self.ports[name], Stage.SERVICES) for name in SERVICES]
        workers = [self._worker(name) for name in SERVICES]
        gateway = self._api("gateway", "gateway.main", self.port, Stage.GATEWAY)
        return [*workers, *apis, self._gateway_worker(), gateway]

    def _api(self, name: str, module: str, port: int, stage: Stage) -> Spec:
        server = ("-m", "uvicorn", "--factory", f"{module}:create_app", "--http", "chassis.wire:Wire")
        told = ("--host", "127.0.0.1", "--port", str(port), "--no-access-log", "--timeout-graceful-shutdown", "2")
        return Spec(
            name=name,
            command=(sys.executable, *server, *told),
            stage=stage,
            environment=self.environment(name),
            ready=http(f"http://127.0.0.1:{port}/readyz"),
        )

    def _worker(self, service: str) -> Spec:
        return Spec(
            name=f"{service}-worker",
            command=(sys.executable, "-m", f"services.{service}.worker", "run"),
            stage=Stage.WORKERS,
            environment=self.worker_environment(service) | {"METRICS_PORT": str(self.ports[f"{service}-worker"])},
        )

    def _gateway_worker(self) -> Spec:
        """What carries facts to webhooks."""
        return Spec(
            name="gateway-worker",
            command=(sys.executable, "-m", "gateway.worker", "run"),
            stage=Stage.GATEWAY,
            environment=self.environment("gateway") | {"METRICS_PORT": str(self.ports["gateway-worker"])},
        )


def postgres(cluster: Cluster) -> Spec:
    """The database server as a process to supervise."""

    async def prepare() -> None:
        await asyncio.to_thread(cluster.clear_leftovers)

    async def ready() -> bool:
        return cluster.is_ready()

    return Spec(
        name="postgres",
        command=cluster.command(),
        stage=Stage.DATABASE,
        ready=ready,
        prepare=prepare,
        stop_signal=STOP_SIGNAL,
        grace=30.0,
        death_signal=STOP_SIGNAL,
        options=cluster.identity.options(),
    )
