"""One worker is on duty at a time; others stand by, and take over when its connection to the database ends."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from functools import partial
from typing import Any

import aiohttp

from chassis.mail import Mail, mail_at
from chassis.persistence import Database
from chassis.worker import forever
from gateway.operations import JOURNAL_OF
from gateway.settings import GatewaySettings
from gateway.webhooks.addresses import Guard
from gateway.webhooks.following import Follower, Source
from gateway.webhooks.posting import Post
from gateway.webhooks.sending import Carrier
from gateway.webhooks.shift import Shift
from gateway.webhooks.signing import Signer
from gateway.webhooks.telling import tell
from gateway.webhooks.upkeep import forget, stop_where_scopes_are_lost

LOCK = 0x686F6F6B
"""The advisory lock, "hook", that makes a worker the one on duty."""
STAND_BY_SECONDS = 0.5
SCOPES_SECONDS = 1.0
LETTERS_SECONDS = 60.0
RETENTION_SECONDS = 600.0
Work = Callable[[], Coroutine[Any, Any, None]]


class DutyLost(Exception):
    """The connection that held the lock ended: another worker may be on duty."""


async def serve(database: Database, settings: GatewaySettings) -> None:
    """Wait to be on duty, and carry facts until cancelled; raises `DutyLost`."""
    async with _on_duty(database) as lost, asyncio.TaskGroup() as tasks:
        tasks.create_task(_until(lost))
        tasks.create_task(_serve(database, settings))


async def _serve(database: Database, settings: GatewaySettings) -> None:
    shift = Shift()
    signer = Signer(settings.key_pepper.get_secret_value())
    guard = Guard(settings.webhook_networks, plain_http=settings.webhook_plain_http)
    async with aiohttp.ClientSession() as http, Post(guard, signer) as post, asyncio.TaskGroup() as tasks:
        secret = settings.platform_secret.get_secret_value()
        sources = [Source(feed, settings.upstreams, secret, http) for feed in JOURNAL_OF]
        works = _reading(database, sources, shift) | _keeping(database, settings)
        works["webhooks"] = lambda: Carrier(database, post, shift, settings.webhook_hurry).run()
        for name, work in works.items():
            tasks.create_task(forever(name, work))


def _reading(database: Database, sources: list[Source], shift: Shift) -> dict[str, Work]:
    followers = {source.feed: Follower(database, source, shift) for source in sources}
    return {
        **{f"follower of {feed}": one.follow for feed, one in followers.items()},
        **{f"replays of {feed}": one.replay for feed, one in followers.items()},
    }


def _keeping(database: Database, settings: GatewaySettings) -> dict[str, Work]:
    lost = partial(stop_where_scopes_are_lost, database, demo_keys=settings.demo_keys is not None)
    works: dict[str, Work] = {
        "scopes": partial(_every, SCOPES_SECONDS, lost),
        "retention": partial(_every, RETENTION_SECONDS, lambda: forget(database, datetime.now(UTC))),
    }
    if settings.mail_url:
        mail: Mail = mail_at(settings.mail_url, settings.public_url)
        works["letters"] = partial(
            _every, max(1.0, LETTERS_SECONDS / settings.webhook_hurry), partial(tell, database, mail)
        )
    return works


async def _every(seconds: float, work: Work) -> None:
    while True:
        await work()
        await asyncio.sleep(seconds)


@asynccontextmanager
async def _on_duty(database: Database) -> AsyncIterator[asyncio.Event]:
    """Hold the lock; what is given is set when it is lost."""
    connection = await database.connect()
    lost = asyncio.Event()
    connection.add_termination_listener(lambda _: lost.set())
    try:
        while not await connection.fetchval("SELECT pg_try_advisory_lock($1)", LOCK):
            await asyncio.sleep(STAND_BY_SECONDS)
        yield lost
    finally:
        connection.terminate()


async def _until(lost: asyncio.Event) -> None:
    await lost.wait()
    raise DutyLost
