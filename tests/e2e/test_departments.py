"""Department systems read Kafka as the examples show: what is granted to them, each fact once, and nothing else."""

import asyncio
import json
import os
import sqlite3
import sys
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import aiokafka
import pytest
from aiokafka.errors import GroupAuthorizationFailedError, TopicAuthorizationFailedError

from chassis.bus import Pending
from chassis.identity import uuid7
from chassis.kafka import KafkaSink
from contracts.envelope import Envelope
from contracts.procedures import TOPIC
from deploy.embedded import ROOT
from tests.conftest import RUN
from tests.kafka import PASSWORDS
from tests.programs import NoProgram, lacking, program
from tests.waiting import until

EXAMPLES = ROOT / "examples" / "department"
OFFERS = "procurement.offers.v1"
COUNT = 20


def environment(address: str, user: str, **more: str) -> dict[str, str]:
    """What an example is told."""
    login = {"KAFKA_USER": user, "KAFKA_PASSWORD": PASSWORDS[user]}
    how = {"KAFKA_PROTOCOL": "SASL_PLAINTEXT", "KAFKA_MECHANISM": "PLAIN"}
    return {"PATH": os.environ["PATH"], "KAFKA_BOOTSTRAP": address, **how, **login, **more}


def client(address: str, user: str) -> dict[str, object]:
    return {
        "bootstrap_servers": address,
        "security_protocol": "SASL_PLAINTEXT",
        "sasl_mechanism": "PLAIN",
        "sasl_plain_username": user,
        "sasl_plain_password": PASSWORDS[user],
    }


def a_fact(subject: str, sequence: int) -> Pending:
    envelope = Envelope(
        id=uuid7(), source="/services/tenders", type="bzh.prenan.TenderPublished.v1", subject=subject,
        time=datetime.now(UTC), dataschema="https://prenan.bzh/schemas/TenderPublished.v1.json", partitionkey=subject,
        sequence=f"{sequence:012}", recordedtime=datetime.now(UTC), data={"tender_id": subject, "number": sequence},
    )  # fmt: skip
    return Pending(sequence, TOPIC, subject, envelope.structured().decode())


async def publish(bootstrap: str, facts: list[Pending]) -> None:
    sink = KafkaSink(bootstrap)
    await sink.start()
    await sink.publish(facts)
    await sink.close()


def stored(store: Path, subject: str) -> list[int]:
    """The versions of a subject that the consumer stored, in the order in which it did."""
    if not store.exists():
        return []
    with sqlite3.connect(store) as opened:
        rows = opened.execute("SELECT sequence FROM fact WHERE subject = ? ORDER BY rowid", (subject,))
        return [sequence for (sequence,) in rows]


async def test_the_consumer_of_the_example_stores_each_fact_once_although_it_is_killed(
    kafka_bootstrap: str, guarded_kafka: str, tmp_path: Path
) -> None:
    subject, store = str(uuid4()), tmp_path / "facts.db"
    facts = [a_fact(subject, number) for number in range(1, COUNT + 1)]
    told = environment(guarded_kafka, "schools", STORE=str(store))
    for sent in (facts[: COUNT // 2], facts):  # half of them come twice, as after a relay's crash
        await publish(kafka_bootstrap, sent)
        consumer = await asyncio.create_subprocess_exec(sys.executable, EXAMPLES / "consumer.py", env=told)
        try:
            await until(lambda sent=sent: len(_stored(store, subject)) == len(sent), patience=60)
        finally:
            consumer.kill()
            await consumer.wait()
    assert stored(store, subject) == list(range(1, COUNT + 1))


def _stored(store: Path, subject: str) -> list[int]:
    """The same, while the consumer may be making its table."""
    try:
        return stored(store, subject)
    except sqlite3.OperationalError:
        return []


@pytest.fixture
def kcat() -> str:
    """The command kcat; skipped where it can not be had, which CI does not accept."""
    try:
        return program("kcat", "kcat", folder=Path(os.environ[RUN]))
    except NoProgram as reason:
        lacking(reason)


@pytest.mark.usefixtures("kcat")
async def test_the_example_with_kcat_prints_every_fact(kafka_bootstrap: str, guarded_kafka: str) -> None:
    subject = str(uuid4())
    await publish(kafka_bootstrap, [a_fact(subject, number) for number in range(1, COUNT + 1)])
    process = await asyncio.create_subprocess_exec(
        EXAMPLES / "facts.sh", TOPIC, env=environment(guarded_kafka, "roads"), stdout=asyncio.subprocess.PIPE
    )
    out, _ = await process.communicate()
    printed = [json.loads(line) for line in out.splitlines() if subject in line.decode()]
    assert [one["data"]["number"] for one in printed] == list(range(1, COUNT + 1))
    assert {one["key"] for one in printed} == {subject}


async def test_a_department_writes_nothing(guarded_kafka: str) -> None:
    producer = aiokafka.AIOKafkaProducer(enable_idempotence=False, **client(guarded_kafka, "schools"))
    await producer.start()
    try:
        with pytest.raises(TopicAuthorizationFailedError):
            await producer.send_and_wait(TOPIC, b"{}", key=b"forged")
    finally:
        await producer.stop()


async def read(address: str, user: str, topic: str, group: str) -> None:
    """Read what there is; raises what the broker refuses it with."""
    consumer = aiokafka.AIOKafkaConsumer(topic, group_id=group, enable_auto_commit=False, **client(address, user))
    try:
        await consumer.start()
        await consumer.getmany(timeout_ms=500)
    finally:
        await consumer.stop()


async def test_a_department_reads_prices_only_where_that_was_granted(guarded_kafka: str) -> None:
    with pytest.raises(TopicAuthorizationFailedError):
        await read(guarded_kafka, "schools", OFFERS, "schools.prices")
    await read(guarded_kafka, "finance", OFFERS, "finance.prices")


async def test_a_department_joins_no_group_of_another(guarded_kafka: str) -> None:
    with pytest.raises(GroupAuthorizationFailedError):
        await read(guarded_kafka, "schools", TOPIC, "roads.facts")
    await read(guarded_kafka, "schools", TOPIC, "schools.facts-2")
