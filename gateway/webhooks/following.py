"""Reads the feeds of the services exactly by position, and replays what an endpoint asks for again."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

import aiohttp
import orjson

from chassis import auth
from chassis.auth import Principal, sign
from chassis.persistence import Database
from chassis.plain import PlainTransaction
from chassis.telemetry import CONSUMER_BEHIND
from gateway.operations import JOURNAL_OF
from gateway.webhooks.endpoint import SCOPE_OF
from gateway.webhooks.enqueueing import Heard, enqueue_again, enqueue_live
from gateway.webhooks.shift import Shift

PAGE = 500
WAIT_SECONDS = 20
_LIMITS = aiohttp.ClientTimeout(total=WAIT_SECONDS + 10, sock_connect=2)
_POSITION = "SELECT position FROM webhook_feed WHERE name = $1 FOR UPDATE"
_BEGIN = "INSERT INTO webhook_feed (name, position) VALUES ($1, $2) ON CONFLICT DO NOTHING"
_MOVE = "UPDATE webhook_feed SET position = $2 WHERE name = $1"
_REPLAYS = "SELECT id, endpoint_id, position FROM webhook_replay WHERE feed = $1 AND finished_at IS NULL ORDER BY id"
_RUNNING = "SELECT position FROM webhook_replay WHERE id = $1 AND finished_at IS NULL"
_REPLAYED = """
    UPDATE webhook_replay SET position = $2, finished_at = CASE WHEN $3 THEN now() END WHERE id = $1
"""


class FeedStrange(Exception):
    """A feed answered in a way that cannot be followed."""


class Source:
    """The pages of one feed, over HTTP from the service that publishes it; a restricted one by our own badge."""

    def __init__(self, feed: str, urls: Mapping[str, str], secret: str, http: aiohttp.ClientSession) -> None:
        self.feed = feed
        self._url, self._secret, self._http = f"{urls[JOURNAL_OF[feed]]}/feed/{feed}", secret, http

    async def page(self, after: int, limit: int = PAGE, wait: float = 0) -> dict[str, Any]:
        """Facts after a position with their bodies; raises `FeedStrange`, `aiohttp.ClientError`, `TimeoutError`."""
        query = {"after": str(after), "limit": str(limit), "wait": f"{wait:g}", "include": "body,about"}
        scope = SCOPE_OF.get(self.feed)
        badge = {auth.HEADER: sign(Principal("webhooks", frozenset({scope})), self._secret)} if scope else {}
        async with self._http.get(self._url, params=query, headers=badge, timeout=_LIMITS) as answer:
            if not answer.ok:
                raise FeedStrange(f"{self._url} answered {answer.status}")
            page: dict[str, Any] = orjson.loads(await answer.read())
            return page


class Follower:
    """Follows one feed: what is new for everybody, what is asked for again for one endpoint."""

    def __init__(self, database: Database, source: Source, shift: Shift) -> None:
        self._database, self._source, self._shift = database, source, shift
        self._feed = source.feed

    async def follow(self) -> None:
        """Follow what is new until cancelled; begins at the head where it never read before."""
        head = (await self._source.page(0, limit=1))["head"]
        await self._database.volume.execute(_BEGIN, self._feed, head)
        position = await self._database.volume.fetchval("SELECT position FROM webhook_feed WHERE name = $1", self._feed)
        while True:
            page = await self._source.page(position, wait=WAIT_SECONDS)
            if page["head"] < position:
                raise FeedStrange(f"{self._feed} ends at {page['head']} and was read up to {position}: restored?")
            if page["next"] > position:
                position = await self._take(position, page)
            CONSUMER_BEHIND.labels("webhooks", self._feed).set(page["head"] - position)

    async def _take(self, position: int, page: dict[str, Any]) -> int:
        async with self._shift.writing, PlainTransaction(self._database) as transaction:
            row = await transaction.row(_POSITION, self._feed)
            if row is None or row["position"] != position:
                raise FeedStrange(f"another worker reads {self._feed}")
            count = await enqueue_live(transaction, self._feed, _heard(page))
            await transaction.write(_MOVE, self._feed, page["next"])
        if count:
            self._shift.ring()
        moved: int = page["next"]
        return moved

    async def replay(self) -> None:
        """Bring every endpoint that asked for earlier facts one page nearer to the present, again and again."""
        while True:
            running = await self._database.volume.fetch(_REPLAYS, self._feed)
            for row in running:
                await self._bring_nearer(row["id"], row["endpoint_id"], row["position"])
            if not running:
                await self._shift.pause()

    async def _bring_nearer(self, replay: UUID, endpoint: UUID, position: int) -> None:
        """One page of a replay; it ends when what is new for everybody begins, so that nothing is left out or twice."""
        page = await self._source.page(position)
        async with self._shift.writing, PlainTransaction(self._database) as transaction:
            row = await transaction.row(_POSITION, self._feed)
            present = row["position"] if row else 0
            facts = [fact for fact in _heard(page) if fact.position <= present]
            running = await transaction.row(_RUNNING, replay)
            if running is None or running["position"] != position:
                return
            await enqueue_again(transaction, self._feed, facts, endpoint)
            reached = min(page["next"], present)
            await transaction.write(_REPLAYED, replay, reached, reached >= present)
        self._shift.ring()


def _heard(page: dict[str, Any]) -> list[Heard]:
    return [Heard(item["position"], item["event"], item["about"]) for item in page["events"]]
