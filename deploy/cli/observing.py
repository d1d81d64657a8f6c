"""What can be seen of a running platform from outside: who answers, how far each feed is, who is behind."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import asyncpg
import httpx
from prometheus_client.parser import text_string_to_metric_families

from contracts.catalogue import FEEDS
from deploy.embedded import DATABASES, SERVICES
from deploy.embedded.addresses import renamed
from deploy.embedded.side_by_side import side_by_side
from deploy.embedded.topology import Topology

TIMEOUT_SECONDS = 5.0
LATE_SECONDS = 60.0
"""A fact that waits longer than this to be published or applied is a fault."""


@dataclass(frozen=True)
class Process:
    """One process of the platform; `metrics` are the values of a worker's own gauges by name and topic or kind."""

    name: str
    answers: bool
    metrics: Mapping[tuple[str, str], float] = field(default_factory=dict)

    def total(self, name: str) -> int:
        """Sum of a gauge over topics or kinds."""
        return int(sum(value for (gauge, _), value in self.metrics.items() if gauge == name))

    def longest(self, name: str) -> float:
        """Highest value of a gauge over topics or kinds."""
        return max((value for (gauge, _), value in self.metrics.items() if gauge == name), default=0.0)

    def faults(self) -> list[str]:
        """What is wrong with it."""
        if not self.answers:
            return [f"{self.name} does not answer"]
        late = max(self.longest("prenan_outbox_oldest_seconds"), self.longest("prenan_consumer_silent_seconds"))
        parked, failing = self.total("prenan_parked_facts"), self.total("prenan_due_failing")
        overdue, unsent = self.longest("prenan_due_oldest_seconds"), self.longest("prenan_webhook_late_seconds")
        return [
            *([f"{self.name}: facts wait for {late:.0f} s"] if late > LATE_SECONDS else []),
            *([f"{self.name}: {parked} facts are parked"] if parked else []),
            *([f"{self.name}: what was due {overdue:.0f} s ago is not done"] if overdue > LATE_SECONDS else []),
            *(
                [f"{self.name}: what webhooks should have had {unsent:.0f} s ago is not sent"]
                if unsent > LATE_SECONDS
                else []
            ),
            *([f"{self.name}: {failing} could not do what was due"] if failing else []),
        ]


@dataclass(frozen=True)
class Sight:
    """All that is seen at one moment: `sizes` of databases in bytes, None where the server does not answer."""

    gateway: str
    bus: str
    processes: list[Process]
    heads: Mapping[str, int | None]
    sizes: Mapping[str, int] | None

    def faults(self) -> list[str]:
        """What is wrong; nothing where all is well."""
        found = [fault for process in self.processes for fault in process.faults()]
        found += [f"the feed {name} cannot be read" for name, head in self.heads.items() if head is None]
        return found if self.sizes is not None else [*found, "the database server does not answer"]

    def document(self) -> dict[str, Any]:
        """What is seen, for machines."""
        return {
            "gateway": self.gateway,
            "bus": self.bus,
            "processes": [
                {
                    "name": each.name,
                    "answers": each.answers,
                    "behind": each.total("prenan_consumer_behind_facts"),
                    "parked": each.total("prenan_parked_facts"),
                    "outbox_oldest_seconds": round(each.longest("prenan_outbox_oldest_seconds"), 1),
                }
                for each in self.processes
            ],
            "feeds": dict(self.heads),
            "database_bytes": self.sizes,
            "well": not self.faults(),
            "faults": self.faults(),
        }


async def look(topology: Topology) -> Sight:
    """Ask every process, feed and database at once."""
    ports = topology.ports
    async with httpx.AsyncClient(timeout=TIMEOUT_SECONDS, trust_env=False) as client:
        processes, heads, sizes = await side_by_side(
            side_by_side(
                _api(client, "gateway", topology.port),
                *(_api(client, name, ports[name]) for name in SERVICES),
                *(_worker(client, f"{name}-worker", ports[f"{name}-worker"]) for name in (*SERVICES, "gateway")),
            ),
            side_by_side(*(_head(client, topology.gateway, feed) for feed in FEEDS)),
            _sizes(topology),
        )
    return Sight(topology.gateway, topology.bus, processes, dict(zip(FEEDS, heads, strict=True)), sizes)


async def _api(client: httpx.AsyncClient, name: str, port: int) -> Process:
    answer = await _got(client, f"http://127.0.0.1:{port}/readyz")
    return Process(name, answer is not None and answer.is_success)


async def _worker(client: httpx.AsyncClient, name: str, port: int) -> Process:
    answer = await _got(client, f"http://127.0.0.1:{port}/metrics")
    return Process(name, answer is not None, dict(_gauges(answer.text)) if answer else {})


def _gauges(text: str) -> Iterable[tuple[tuple[str, str], float]]:
    for family in text_string_to_metric_families(text):
        for sample in family.samples:
            if sample.name.startswith("prenan_") and "le" not in sample.labels:
                about = sample.labels.get("topic", sample.labels.get("kind", ""))
                yield (sample.name, about), sample.value


async def _head(client: httpx.AsyncClient, gateway: str, feed: str) -> int | None:
    answer = await _got(client, f"{gateway}/feed/{feed}?limit=1")
    return int(answer.json()["head"]) if answer is not None and answer.is_success else None


async def _got(client: httpx.AsyncClient, url: str) -> httpx.Response | None:
    try:
        return await client.get(url)
    except httpx.TransportError:
        return None


async def _sizes(topology: Topology) -> dict[str, int] | None:
    query = "SELECT datname, pg_database_size(datname) FROM pg_database WHERE datname = ANY($1) ORDER BY datname"
    try:
        connection = await asyncpg.connect(renamed(topology.administrator, "postgres"), timeout=TIMEOUT_SECONDS)
        try:
            return {row[0]: row[1] for row in await connection.fetch(query, list(DATABASES))}
        finally:
            await connection.close()
    except (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError):
        return None
