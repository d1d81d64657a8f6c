"""The ways in which a bus may bring facts: each key in order, keys interleaved, facts twice, batches of any size."""

from collections.abc import Sequence
from random import Random

from contracts import flags, offers, procedures, sourcing, suppliers
from contracts.envelope import Envelope

_PARTS = (procedures, offers, sourcing, flags)
_TOPICS = {fact.wire_type(): part.TOPIC for part in _PARTS for fact in part.FACTS} | {
    fact.wire_type(): suppliers.TOPIC for fact in (suppliers.SupplierRegistered, suppliers.SupplierUpdated)
}
Batches = list[tuple[str, list[Envelope]]]
"""Each batch of one topic."""


def topic_of(fact: Envelope) -> str:
    return _TOPICS[fact.type]


def shuffled(facts: Sequence[Envelope], random: Random, *, most: int = 60, repeated: float = 0.1) -> Batches:
    """The facts of each key in their order, keys anyhow, some facts told again, cut into batches."""
    batches: Batches = []
    waiting = _by_key(facts)
    past: dict[str, list[Envelope]] = {}
    while waiting:
        topic = random.choice(sorted({topic for topic, _ in waiting}))
        batch = _drawn(waiting, topic, random, random.randint(1, most))
        told = past.setdefault(topic, [])
        told += batch
        batch += random.sample(told, round(len(batch) * repeated)) if random.random() < 0.5 else []
        batches.append((topic, batch))
    return batches


def _by_key(facts: Sequence[Envelope]) -> dict[tuple[str, str], list[Envelope]]:
    found: dict[tuple[str, str], list[Envelope]] = {}
    for fact in facts:
        found.setdefault((topic_of(fact), fact.partitionkey), []).append(fact)
    return found


def _drawn(waiting: dict[tuple[str, str], list[Envelope]], topic: str, random: Random, most: int) -> list[Envelope]:
    """Up to so many facts of a topic, from runs of keys."""
    batch: list[Envelope] = []
    while len(batch) < most and (keys := [key for key in waiting if key[0] == topic]):
        key = random.choice(keys)
        run = random.randint(1, 8)
        batch += waiting[key][:run]
        waiting[key] = waiting[key][run:]
        if not waiting[key]:
            del waiting[key]
    return batch
