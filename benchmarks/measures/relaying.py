"""How fast the relay empties an outbox."""

from datetime import UTC, datetime
from functools import partial

from benchmarks.bench import Bench
from benchmarks.broker import Kafka
from benchmarks.content import supplier
from benchmarks.goal import ratio
from benchmarks.row import Row
from benchmarks.sample import Sample
from benchmarks.trials.program import Plan, run
from chassis.aggregate import Told
from chassis.identity import uuid7
from chassis.outbox import enveloped
from contracts.suppliers import SupplierRegistered, SupplierState

FACTS = 20_000


async def measure(bench: Bench) -> list[Row]:
    """Ours beside one that only reads, sends and deletes: to the feed, and to Kafka."""
    rows = [await _row(bench, await outbox(bench), "the feed")]
    if kafka := await bench.bus.kafka():
        rows.append(await _row(bench, await outbox(bench, kafka), "Kafka"))
    return rows


async def outbox(bench: Bench, kafka: Kafka | None = None) -> Plan:
    """The plan of an outbox to be filled, and emptied into the feed or into Kafka."""
    database = await bench.world.database("suppliers", "suppliers_outbox")
    bus = {"bootstrap": kafka.bootstrap, "prefix": kafka.prefix} if kafka else {}
    return {"database": database, "facts": FACTS, **bus, **_fact()}


async def _row(bench: Bench, plan: Plan, where: str) -> Row:
    taken = await bench.alternated(
        {f"relay to {where}": partial(emptied, plan, "ours"), "bare relay": partial(emptied, plan, "bare")}
    )
    ours, bare = taken.values()
    beside = "read pending, send, delete"
    size = f"{FACTS:,} facts of {len(plan['payload']) / 1000:.1f} kB"
    return Row.compared(f"relay to {where}", ours, bare, beside, ratio(0.3), size=size, unit="facts/s")


async def emptied(plan: Plan, side: str) -> Sample:
    """Fill the outbox and have it emptied, by `ours` or by the `bare` relay."""
    found = await run("relay", {**plan, "side": side})
    return Sample(plan["facts"] / found["elapsed"], cpu=found["cpu"] / plan["facts"] * 1e6)


def _fact() -> Plan:
    """A fact as the suppliers service writes it."""
    identity, state = uuid7(), SupplierState.model_validate(supplier(1))
    fact = SupplierRegistered(supplier_id=identity, supplier=state)
    told = Told(1, fact.topic, str(identity), str(identity), 1, fact)
    envelope = enveloped(told, "/services/suppliers", datetime.now(UTC))
    return {"topic": fact.topic, "type": envelope.type, "payload": envelope.structured().decode()}
