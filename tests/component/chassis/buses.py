"""The two buses under one shape, so that one suite holds for both."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

import uvicorn
from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from fastapi import FastAPI

from chassis.bus import EventSink, EventSource, FeedSink
from chassis.feed import Feed, router
from chassis.following import FeedSource
from chassis.identity import uuid7
from chassis.kafka import KafkaSink, KafkaSource, dead_letters
from chassis.persistence import Database
from deploy.embedded.ports import free_port
from tests.component.chassis.counting import TOPIC


@dataclass(frozen=True)
class Bus:
    """Where the relay of a test sends, and a maker of sources that read it."""

    sink: Callable[[], EventSink]
    source: Callable[[], EventSource]
    address: str = ""


@asynccontextmanager
async def feed_bus(database: Database) -> AsyncIterator[Bus]:
    """The feed of a database over real HTTP."""
    app, feed, port = FastAPI(), Feed(database), free_port()
    app.include_router(router(feed, {"counts": TOPIC}))
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="warning", lifespan="off"))
    serving = asyncio.create_task(server.serve())
    try:
        address = f"http://127.0.0.1:{port}/feed/counts"
        yield Bus(FeedSink, lambda: FeedSource(TOPIC, address), address)
    finally:
        await feed.close()
        server.should_exit = server.force_exit = True
        await serving


@asynccontextmanager
async def kafka_bus(bootstrap: str) -> AsyncIterator[Bus]:
    """The topics of an installation of its own on a real Apache Kafka."""
    prefix = f"test-{uuid7()}."
    async with kafka_topics(bootstrap, prefix):
        yield Bus(lambda: KafkaSink(bootstrap, prefix), lambda: KafkaSource(TOPIC, bootstrap, prefix, prefix))


@asynccontextmanager
async def kafka_topics(bootstrap: str, prefix: str) -> AsyncIterator[None]:
    """The counters' topic and its dead letters under a prefix; deleted afterwards."""
    names = [prefix + TOPIC, prefix + dead_letters(TOPIC)]
    admin = AIOKafkaAdminClient(bootstrap_servers=bootstrap)
    await admin.start()
    try:
        await admin.create_topics([NewTopic(name, 3, 1) for name in names])
        yield
        await admin.delete_topics(names)
    finally:
        await admin.close()
