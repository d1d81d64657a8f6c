"""How long the index takes to be built and to be opened again, and how the service answers meanwhile."""

import asyncio
import time
from dataclasses import dataclass
from pathlib import Path

import httpx

from benchmarks import processor
from benchmarks.loading import Target
from benchmarks.memory import resident
from benchmarks.register.numbers import LAST, siren, siret
from benchmarks.trials.program import TrialFailed

PATIENCE_SECONDS = 7_200.0
FINDABLE = 10
MEGABYTE = 1_000_000
_INDEXED, _READ = "/suppliers?cpv=45000000&limit=1", "/suppliers?limit=1"


@dataclass(frozen=True)
class Built:
    """Seconds until the index answers, and of the processor; the longest that another question waited meanwhile."""

    seconds: float
    cpu: float
    waited: float
    memory: float
    """Megabytes of the process, what is mapped of the index included."""


async def built(target: Target) -> Built:
    """Wait until the index of a service that has just started answers."""
    began, waited = time.perf_counter(), 0.0
    async with asking(target) as http:
        while (await http.get(_INDEXED)).status_code != httpx.codes.OK:
            if time.perf_counter() - began > PATIENCE_SECONDS:
                raise TrialFailed("the index is not built")
            asked = time.perf_counter()
            (await http.get(_READ)).raise_for_status()
            waited = max(waited, time.perf_counter() - asked)
            await asyncio.sleep(0.2)
    cpu = processor.used(target.pid) or 0.0
    return Built(time.perf_counter() - began, cpu, waited, resident(target.pid) / MEGABYTE)


async def findable(target: Target, headers: dict[str, str], taken: int) -> float:
    """Seconds at most from the answer that a supplier is registered until a search finds it; `taken` numbers are."""
    async with asking(target) as http:
        return max([await _findable(http, taken + number, headers) for number in range(FINDABLE)])


async def _findable(http: httpx.AsyncClient, number: int, headers: dict[str, str]) -> float:
    own = siret(siren(LAST - number), 1)
    body = {"identifier": {"scheme": "SIRET", "id": own}, "name": f"Nouvelle entreprise {number}"}
    answer = await http.post("/suppliers", json=body, headers=headers)
    answer.raise_for_status()
    began = time.perf_counter()
    while not (await http.get(f"/suppliers?q={own}&sort=relevance")).json()["items"]:
        await asyncio.sleep(0.01)
    return round(time.perf_counter() - began, 2)


def asking(target: Target) -> httpx.AsyncClient:
    """A client of the service."""
    return httpx.AsyncClient(base_url=f"http://127.0.0.1:{target.port}", trust_env=False, timeout=60)


def on_disk(folder: Path) -> float:
    """Megabytes of the files of a folder."""
    return sum(each.stat().st_size for each in folder.iterdir()) / MEGABYTE
