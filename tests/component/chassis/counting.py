"""A service small enough to test the chassis with: counters that tell each count, and a tally of what was told."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import BigInteger, Column, MetaData, Table, Text, Uuid, text
from sqlalchemy.orm import registry

from chassis.aggregate import Aggregate
from chassis.identity import uuid7
from chassis.persistence import Database, UnitOfWork
from chassis.reactions import Reactions
from chassis.schema import NAMING
from contracts.envelope import Envelope
from contracts.suppliers import TOPIC, SupplierState, SupplierUpdated
from contracts.vocabulary import Identifier, Scheme

state = MetaData(naming_convention=NAMING)
counter = Table(
    "counter",
    state,
    Column("id", Uuid, primary_key=True),
    Column("total", BigInteger, nullable=False),
    Column("version", BigInteger, nullable=False),
)
projection = MetaData(naming_convention=NAMING)
tally = Table(
    "tally",
    projection,
    Column("subject", Text, primary_key=True),
    Column("counts", BigInteger, nullable=False),
    Column("names", Text, nullable=False),
)


@dataclass(eq=False)
class Counter(Aggregate):
    """Counts, and tells each count under the name of its total."""

    id: UUID
    total: int = 0
    version: int = 0

    def count(self) -> None:
        self.total += 1
        known = SupplierState(identifier=Identifier(scheme=Scheme.OUTSIDE_EU, id="counter"), name=str(self.total))
        self.tell(SupplierUpdated(supplier_id=self.id, supplier=known))


registry().map_imperatively(
    Counter, counter, version_id_col=counter.c.version, version_id_generator=False, confirm_deleted_rows=False
)


class Counting(UnitOfWork):
    """The unit of work of the counters."""

    source = "/services/counting"


async def a_counter(database: Database, counts: int = 1) -> UUID:
    """A new counter that has counted."""
    made = Counter(uuid7())
    async with Counting(database) as uow:
        for _ in range(counts):
            made.count()
        uow.session.add(made)
    return made.id


async def count(database: Database, counter_id: UUID) -> None:
    """Count once more."""
    async with Counting(database) as uow:
        one = await uow.session.get(Counter, counter_id)
        assert one is not None
        one.count()


POISON = "13"
"""The total that a tally with `poisoned` set chokes on."""


def reactions(poisoned: dict[str, bool] | None = None) -> Reactions:
    """Tally every count; choke on the thirteenth while `poisoned["now"]` is true."""
    reacting = Reactions()

    @reacting.on(SupplierUpdated)
    async def tally_count(uow: UnitOfWork, envelope: Envelope, fact: SupplierUpdated) -> None:
        if poisoned and poisoned["now"] and fact.supplier.name == POISON:
            raise ValueError("thirteen")
        await uow.session.execute(
            text(
                "INSERT INTO tally VALUES (:subject, 1, :name) ON CONFLICT (subject) DO UPDATE "
                "SET counts = tally.counts + 1, names = tally.names || ',' || excluded.names"
            ),
            {"subject": envelope.subject, "name": fact.supplier.name},
        )

    return reacting


__all__ = ["TOPIC", "Counter", "Counting", "a_counter", "count", "projection", "reactions", "state", "tally"]
