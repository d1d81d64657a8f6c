"""The broker that is shipped, with the client that is shipped."""

from uuid import uuid4

import aiokafka
from aiokafka.admin import AIOKafkaAdminClient

from contracts.catalogue import TOPICS
from deploy.kafka import topics

COUNT = 500


async def test_an_idempotent_producer_and_a_group_exchange_every_message_in_order(kafka_bootstrap: str) -> None:
    topic, key = "procurement.suppliers.v1", uuid4().hex.encode()
    async with aiokafka.AIOKafkaProducer(
        bootstrap_servers=kafka_bootstrap, acks="all", enable_idempotence=True
    ) as producer:
        sent = [await producer.send(topic, b"%d" % number, key=key) for number in range(COUNT)]
        for acknowledgement in sent:
            await acknowledgement
    received: list[bytes] = []
    async with aiokafka.AIOKafkaConsumer(
        topic,
        bootstrap_servers=kafka_bootstrap,
        group_id=uuid4().hex,
        auto_offset_reset="earliest",
        enable_auto_commit=False,
    ) as consumer:
        while len(received) < COUNT:
            message = await consumer.getone()
            received += [message.value] if message.key == key else []
        await consumer.commit()
    assert received == [b"%d" % number for number in range(COUNT)]


async def test_every_topic_exists_with_its_dead_letters_and_keeps_its_facts_for_ever(kafka_bootstrap: str) -> None:
    await topics.provide(kafka_bootstrap)
    client = AIOKafkaAdminClient(bootstrap_servers=kafka_bootstrap)
    await client.start()
    described = await client.describe_topics([topic.name for topic in topics.declared()])
    await client.close()
    found = {topic["topic"]: len(topic["partitions"]) for topic in described}
    assert found == {topic.name: topic.partitions for topic in topics.declared()}


def test_every_published_topic_is_declared() -> None:
    declared = {topic.name: topic for topic in topics.declared()}
    dead = {name.removesuffix(".v1") + ".dead.v1" for name in TOPICS}
    assert set(TOPICS) | dead == set(declared)
    assert {topic.settings["retention.ms"] for topic in declared.values()} == {"-1"}
