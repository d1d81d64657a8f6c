"""The two buses under one shape, so that one suite holds for both."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace

import uvicorn
from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from fastapi import FastAPI

from chassis.bus import EventSink, EventSource, FeedSink, Pending
from chassis.feed import Feed, router
from chassis.following import FeedSource
from chassis.identity import uuid7
from chassis.kafka import KafkaSink, KafkaSource
from chassis.persistence import Database
from deploy.embedded.ports import free_port
from tests.component.chassis.counting import TOPIC


@dataclass(frozen=True)
class Bus:
    """Where the relay of a test sends, and a maker of sources that read it."""

    sink: Callable[[], EventSink]
    source: Callable[[], EventSource]


@asynccontextmanager
async def feed_bus(database: Database) -> AsyncIterator[Bus]:
    """The feed of a database over real HTTP."""
    app, feed, port = FastAPI(), Feed(database), free_port()
    app.include_router(router(feed, {"counts": TOPIC}))
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="warning", lifespan="off"))
    serving = asyncio.create_task(server.serve())
    try:
        yield Bus(FeedSink, lambda: FeedSource(TOPIC, f"http://127.0.0.1:{port}/feed/counts"))
    finally:
        await feed.close()
        server.should_exit = server.force_exit = True
        await serving


@asynccontextmanager
async def kafka_bus(bootstrap: str) -> AsyncIterator[Bus]:
    """A topic of its own on a real Apache Kafka, under the name that the facts are published to."""
    admin = AIOKafkaAdminClient(bootstrap_servers=bootstrap)
    await admin.start()
    topic = f"test.{uuid7()}.v1"
    try:
        await admin.create_topics([NewTopic(topic, 3, 1), NewTopic(topic.replace(".v1", ".dead.v1"), 1, 1)])
        group = f"test.{uuid7()}"
        yield Bus(lambda: Redirected(bootstrap, topic), lambda: KafkaSource(topic, bootstrap, group))
        await admin.delete_topics([topic])
    finally:
        await admin.close()


class Redirected(KafkaSink):
    """Sends the counters' facts to the topic of one test."""

    def __init__(self, bootstrap: str, topic: str) -> None:
        super().__init__(bootstrap)
        self._topic = topic

    async def publish(self, events: Sequence[Pending]) -> None:
        await super().publish([replace(event, topic=self._topic) for event in events])
