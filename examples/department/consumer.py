"""Follows facts from Kafka into SQLite: each has one effect, however often it comes and whenever this is killed."""

import asyncio
import sqlite3
from os import environ

from aiokafka import AIOKafkaConsumer

store = sqlite3.connect(environ.get("STORE", "facts.db"))
store.execute("CREATE TABLE IF NOT EXISTS fact (subject, sequence, type, data, PRIMARY KEY (subject, sequence))")
user, secret = environ["KAFKA_USER"], environ["KAFKA_PASSWORD"]


async def follow() -> None:
    """Store batch after batch; the offset is committed after the effect, so that no fact is lost."""
    async with AIOKafkaConsumer(
        "procurement.procedures.v1", bootstrap_servers=environ["KAFKA_BOOTSTRAP"], group_id=f"{user}.facts",
        enable_auto_commit=False, auto_offset_reset="earliest", security_protocol=environ["KAFKA_PROTOCOL"],
        sasl_mechanism=environ["KAFKA_MECHANISM"], sasl_plain_username=user, sasl_plain_password=secret,
    ) as consumer:  # fmt: skip
        while True:
            for messages in (await consumer.getmany(timeout_ms=1000)).values():
                told = [{name: text.decode() for name, text in (*one.headers, ("data", one.value))} for one in messages]
                facts = [(of["ce_subject"], int(of["ce_sequence"]), of["ce_type"], of["data"]) for of in told]
                with store:  # one transaction: whatever the facts lead to belongs here, beside them
                    store.executemany("INSERT OR IGNORE INTO fact VALUES (?, ?, ?, ?)", facts)
                await consumer.commit()


asyncio.run(follow())
