"""Readers of a feed are killed at random while facts are written: nothing is missing, and each entity is in order."""

import asyncio
import os
import random
import sys
from collections import defaultdict
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import httpx
import pytest
from pydantic import SecretStr

from chassis.persistence import Database
from chassis.service import create
from chassis.settings import ServiceSettings
from deploy.embedded.ports import free_port
from deploy.embedded.probes import http
from gateway.main import create_app
from gateway.settings import GatewaySettings
from tests.component.chassis.counting import TOPIC, a_counter, count
from tests.component.chassis.running import relaying
from tests.component.gateway.reading import reader
from tests.component.gateway.serving import served
from tests.postgresql import ScratchPostgres
from tests.waiting import until

FACTS = int(os.environ.get("PRENAN_READER_FACTS", "240"))
"""How many facts are written; `PRENAN_READER_FACTS=10000` takes minutes."""
WRITERS = 8
AHEAD, KILLS = 5, max(4, FACTS // 500)
PATIENCE = 300 + FACTS
"""Seconds that each life may take, on a machine that does much else."""
SECRET = SecretStr("a secret of at least thirty-two bytes")


@pytest.fixture
async def gateway(postgresql: ScratchPostgres) -> AsyncIterator[str]:
    """The address of a database of the gateway."""
    async with postgresql.fresh(postgresql.create) as make:
        yield await make("gateway")


@pytest.fixture
async def service(database: Database) -> AsyncIterator[str]:
    """The address of a service that publishes the counters' feed, with a relay at work."""
    settings = ServiceSettings(database_url=database.url, platform_secret=SECRET)
    app = create("suppliers", settings, [], {"suppliers": TOPIC})
    async with relaying(database), served(app, free_port()) as opened:
        yield opened.url


@pytest.fixture
async def feed(service: str, gateway: str) -> AsyncIterator[str]:
    """The address of the same feed at a gateway."""
    settings = GatewaySettings(
        database_url=gateway, platform_secret=SECRET, key_pepper=SECRET, suppliers_url=service, limits_scale=0
    )
    async with served(create_app(settings), free_port()) as opened:
        yield f"{opened.url}/feed/suppliers"


async def write(database: Database, kept: Sequence[Path]) -> None:
    """Counts of one counter, each in a transaction of its own, never far ahead of those who read."""
    counter = await a_counter(database)
    for number in range(1, FACTS // WRITERS):
        await until(lambda number=number: min(map(lines, kept)) >= WRITERS * (number - AHEAD), PATIENCE)
        await count(database, counter)


def lines(file: Path) -> int:
    return file.read_bytes().count(b"\n") if file.exists() else 0


async def read_and_die(url: str, file: Path, how: str) -> None:
    """Readers of one file, one after another, each killed after some facts; the last one reads to the end."""
    chance = random.Random(how)
    for life in range(KILLS + 1):
        enough = FACTS if life == KILLS else min(FACTS - 1, lines(file) + chance.randint(1, FACTS // KILLS))
        await _read(url, file, how, enough)
    assert lines(file) == FACTS


async def _read(url: str, file: Path, how: str, enough: int) -> None:
    """Read until so many facts are kept, then be killed."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.faults.feed_reader", url, str(file), how)
    )
    try:
        await until(lambda: lines(file) >= enough or process.returncode is not None, PATIENCE)
        assert process.returncode is None, "it ended by itself"
    finally:
        process.kill()
        await process.wait()


async def test_readers_killed_at_random_miss_nothing(database: Database, feed: str, tmp_path: Path) -> None:
    kept = {how: tmp_path / how for how in ("poll", "stream")}
    async with asyncio.TaskGroup() as tasks:
        for _ in range(WRITERS):
            tasks.create_task(write(database, [*kept.values()]))
        for how, file in kept.items():
            tasks.create_task(read_and_die(feed, file, how))
    for file in kept.values():
        facts = [line.split() for line in file.read_text().splitlines()]
        assert [int(position) for position, _, _ in facts] == list(range(1, FACTS + 1))
        by_subject: dict[str, list[int]] = defaultdict(list)
        for _, subject, version in facts:
            by_subject[subject].append(int(version))
        assert list(by_subject.values()) == [list(range(1, FACTS // WRITERS + 1))] * WRITERS


async def test_a_gateway_that_is_asked_to_end_waits_for_no_stream(
    database: Database, service: str, gateway: str
) -> None:
    secret, port = SECRET.get_secret_value(), free_port()
    told = {"DATABASE_URL": gateway, "PLATFORM_SECRET": secret, "KEY_PEPPER": secret, "SUPPLIERS_URL": service}
    server = ("-m", "uvicorn", "--factory", "gateway.main:create_app", "--port", str(port), "--log-level", "critical")
    await a_counter(database)
    process = await asyncio.create_subprocess_exec(sys.executable, *server, env={**told, "PYTHONPATH": "."})
    try:
        await until(http(f"http://127.0.0.1:{port}/readyz"), patience=300)
        async with (
            httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=30) as client,
            reader(client, "/feed/suppliers") as stream,
        ):
            assert await stream.read(until=1) == [1]
            process.terminate()
            assert await stream.read() == [1], "and then it ended"
        await asyncio.wait_for(process.wait(), 30)
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
