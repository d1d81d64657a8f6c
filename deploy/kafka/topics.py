"""The topics of the platform, as `topics.yaml` declares them."""

import os
from dataclasses import dataclass
from pathlib import Path

import yaml
from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from aiokafka.errors import TopicAlreadyExistsError, for_code

DECLARED = Path(__file__).with_name("topics.yaml")


@dataclass(frozen=True)
class Topic:
    """A topic, its number of partitions and its settings."""

    name: str
    partitions: int
    replication: int
    settings: dict[str, str]


def declared() -> list[Topic]:
    """Every topic that the platform needs."""
    document = yaml.safe_load(DECLARED.read_text())
    defaults = document["defaults"]
    replication = int(os.environ.get("KAFKA_REPLICATION", defaults["replication"]))
    return [
        Topic(topic["name"], topic["partitions"], replication, defaults["settings"] | topic.get("settings", {}))
        for topic in document["topics"]
    ]


async def provide(bootstrap: str) -> None:
    """Create the topics that do not exist yet; those that exist stay as they are."""
    client = AIOKafkaAdminClient(bootstrap_servers=bootstrap)
    await client.start()
    try:
        answer = await client.create_topics([_new(topic) for topic in declared()])
    finally:
        await client.close()
    for name, code, reason in answer.topic_errors:
        if code and for_code(code) is not TopicAlreadyExistsError:
            raise for_code(code)(f"{name}: {reason}")


def _new(topic: Topic) -> NewTopic:
    return NewTopic(topic.name, topic.partitions, topic.replication, topic_configs=topic.settings)
