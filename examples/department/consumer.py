"""Follows facts from Kafka into SQLite: each has one effect, however often it comes and whenever this is killed."""

import asyncio
import os
import sqlite3

from aiokafka import AIOKafkaConsumer

store = sqlite3.connect(os.environ.get("STORE", "facts.db"))
store.execute("CREATE TABLE IF NOT EXISTS fact (subject, sequence, type, data, PRIMARY KEY (subject, sequence))")
user = os.environ["KAFKA_USER"]


async def follow() -> None:
    """Store batch after batch; the offset is committed after the effect, so that no fact is lost."""
    async with AIOKafkaConsumer(
        "procurement.procedures.v1", bootstrap_servers=os.environ["KAFKA_BOOTSTRAP"], group_id=f"{user}.facts",
        enable_auto_commit=False, auto_offset_reset="earliest", sasl_plain_username=user,
        sasl_plain_password=os.environ["KAFKA_PASSWORD"], sasl_mechanism=os.environ.get("KAFKA_MECHANISM", "PLAIN"),
        security_protocol=os.environ.get("KAFKA_PROTOCOL", "SASL_PLAINTEXT"),
    ) as consumer:  # fmt: skip
        while True:
            for messages in (await consumer.getmany(timeout_ms=1000)).values():
                told = [(dict(one.headers), one.value.decode()) for one in messages]
                facts = [(of["ce_subject"], int(of["ce_sequence"]), of["ce_type"], data) for of, data in told]
                with store:  # one transaction: whatever the facts lead to belongs here, beside them
                    store.executemany("INSERT OR IGNORE INTO fact VALUES (?, ?, ?, ?)", facts)
                await consumer.commit()


asyncio.run(follow())  # fmt: skip
