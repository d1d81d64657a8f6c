"""Grants readers of a shared cluster what a file declares: `python -m deploy.kafka.acl readers.yaml`.

The cluster needs `authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer` and
`allow.everyone.if.no.acl.found=false`: what nobody granted is refused.
"""

import asyncio
import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path

import yaml
from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.errors import for_code
from aiokafka.protocol.admin import CreateAclsRequest

EXAMPLE = Path(__file__).with_name("readers.yaml")
_ANY_HOST = "*"


class Resource(IntEnum):
    """What a right is about (Kafka protocol, ResourceType)."""

    TOPIC = 2
    GROUP = 3


class Pattern(IntEnum):
    """Whether a name stands for itself or for all that begin with it (PatternType)."""

    LITERAL = 3
    PREFIXED = 4


READ, ALLOW = 3, 3
"""The operation, which includes to describe, and that it is permitted."""


@dataclass(frozen=True)
class Reader:
    """A user of the cluster and the topics that it may read."""

    user: str
    topics: Sequence[str]

    def rights(self) -> Iterator[CreateAclsRequest]:
        """To read its topics, and to commit under groups of its own; nothing else."""
        named = [(Resource.TOPIC, topic, Pattern.LITERAL) for topic in self.topics]
        for resource, name, pattern in (*named, (Resource.GROUP, f"{self.user}.", Pattern.PREFIXED)):
            yield CreateAclsRequest(resource, name, pattern, f"User:{self.user}", _ANY_HOST, READ, ALLOW)


def declared(file: Path = EXAMPLE) -> list[Reader]:
    """The readers that a file names."""
    return [Reader(one["user"], one["topics"]) for one in yaml.safe_load(file.read_text())["readers"]]


async def grant(bootstrap: str, readers: Sequence[Reader], **login: str) -> None:
    """Grant every right; what is granted already stays as it is. Raises `aiokafka.errors.KafkaError`."""
    client = AIOKafkaAdminClient(bootstrap_servers=bootstrap, **login)
    await client.start()
    try:
        for reader in readers:
            for right in reader.rights():
                answer = await client._send_request(right)
                for code, reason in answer.creation_responses:
                    if code:
                        raise for_code(code)(f"{reader.user}: {reason}")
    finally:
        await client.close()


def _login() -> dict[str, str]:
    """How the administrator logs in, where `KAFKA_USER` says who that is."""
    if not os.environ.get("KAFKA_USER"):
        return {}
    return {
        "security_protocol": os.environ["KAFKA_PROTOCOL"],
        "sasl_mechanism": os.environ["KAFKA_MECHANISM"],
        "sasl_plain_username": os.environ["KAFKA_USER"],
        "sasl_plain_password": os.environ["KAFKA_PASSWORD"],
    }


if __name__ == "__main__":
    asyncio.run(grant(os.environ["KAFKA_BOOTSTRAP"], declared(Path(sys.argv[1])), **_login()))
