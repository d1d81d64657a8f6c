"""How fast consumers apply facts, each batch in one transaction with the offset it moves."""

from functools import partial

from benchmarks.bench import Bench
from benchmarks.broker import Kafka
from benchmarks.goal import Goal, ratio
from benchmarks.importation import CONTRACTS, posted, relayed
from benchmarks.measures.relaying import emptied, outbox
from benchmarks.row import Row
from benchmarks.sample import Sample
from benchmarks.trials.program import Plan, run
from chassis.following import PAGE
from contracts import procedures, suppliers
from deploy.kafka.topics import declared

BESIDE = "read the same, count"


async def measure(bench: Bench) -> list[Row]:
    """Consumers of contracts and of suppliers beside one that counts; from the feed, and from Kafka."""
    world = bench.world
    await world.serve("tenders", "tenders-worker", "suppliers")
    world.say("importing contracts")
    await posted(world, CONTRACTS)
    await relayed(world)
    database = await world.database("analytics", "analytics_scratch")
    plan = {"database": database, "topic": procedures.TOPIC, "feed": f"{world.url('tenders')}/feed/procedures"}
    taken = await bench.alternated({side: partial(_read, plan, side) for side in ("nothing", "observatory", "bare")})
    size = f"{CONTRACTS:,} contracts and more, pages of {PAGE:,}"
    rows = [
        Row.compared(what, taken[side], taken["bare"], BESIDE, *goals, size=size, unit="facts/s")
        for side, what, goals in (
            ("nothing", "consumer from the feed, its transaction alone", (ratio(0.1),)),
            ("observatory", "consumer of the observatory, from the feed", ()),
        )
    ]
    if kafka := await bench.bus.kafka():
        apart = Kafka(kafka.bootstrap)  # what other measures wrote is neither counted nor readable
        async with apart.topics():
            rows.append(await _from_kafka(bench, apart, database))
    return rows


async def _from_kafka(bench: Bench, kafka: Kafka, database: str) -> Row:
    filled = await outbox(bench, kafka)
    await emptied(filled, "ours")
    partitions = next(topic.partitions for topic in declared() if topic.name == suppliers.TOPIC)
    plan = {
        "database": database,
        "topic": suppliers.TOPIC,
        "bootstrap": kafka.bootstrap,
        "prefix": kafka.prefix,
        "partitions": partitions,
    }
    taken = await bench.alternated({side: partial(_read, plan, side) for side in ("nothing", "bare")})
    goals: tuple[Goal, ...] = (ratio(0.1),)
    what, size = "consumer from Kafka, its transaction alone", f"{filled['facts']:,} facts of suppliers"
    return Row.compared(what, taken["nothing"], taken["bare"], BESIDE, *goals, size=size, unit="facts/s")


async def _read(plan: Plan, side: str) -> Sample:
    found = await run("consumer", {**plan, "side": side})
    return Sample(found["facts"] / found["elapsed"], cpu=found["cpu"] / found["facts"] * 1e6)
