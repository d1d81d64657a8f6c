"""Something that time alone moves: alarms that ring once at their instant, and tell it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from sqlalchemy import Boolean, Column, Integer, MetaData, Table, Uuid, insert, select
from sqlalchemy.orm import registry

from chassis.aggregate import Aggregate
from chassis.due import Due, due_column, due_index, keep_due
from chassis.identity import uuid7
from chassis.persistence import Database
from chassis.schema import NAMING
from contracts.suppliers import SupplierState, SupplierUpdated
from contracts.vocabulary import Identifier, Scheme
from tests.component.chassis.counting import Counting

state = MetaData(naming_convention=NAMING)
alarm = Table(
    "alarm",
    state,
    Column("id", Uuid, primary_key=True),
    Column("rings", Integer, nullable=False, server_default="0"),
    Column("broken", Boolean, nullable=False, server_default="false"),
    Column("stuck", Boolean, nullable=False, server_default="false"),
    Column("version", Integer, nullable=False, server_default="0"),
    due_column(),
    due_index("alarm"),
)


@dataclass(eq=False)
class Alarm(Aggregate):
    """Rings at each of its instants; a broken one cannot, a stuck one rings without end."""

    id: UUID
    rings: int = 0
    broken: bool = False
    stuck: bool = False
    version: int = 0

    @property
    def due_at(self) -> datetime | None:
        return self.kept_due_at if self.stuck or not self.rings else None

    def ring(self) -> None:
        if self.broken:
            raise ValueError("a broken alarm")
        self.rings += 1
        known = SupplierState(identifier=Identifier(scheme=Scheme.OUTSIDE_EU, id="alarm"), name=str(self.rings))
        self.tell(SupplierUpdated(supplier_id=self.id, supplier=known))


registry().map_imperatively(
    Alarm,
    alarm,
    version_id_col=alarm.c.version,
    version_id_generator=False,
    properties={"kept_due_at": alarm.c.due_at},
)
keep_due(Alarm)


async def ring(uow: Counting, ids: Sequence[UUID], now: datetime) -> None:
    """Ring the alarms whose instant has come."""
    async with uow:
        for one in await uow.session.scalars(select(Alarm).where(alarm.c.id.in_(ids)).order_by(alarm.c.due_at)):
            one.ring()


DUES = (Due("alarm", alarm, ring),)


async def some_alarms(database: Database, number: int, at: datetime | None = None, **more: bool) -> list[UUID]:
    """Alarms set to an instant, a microsecond apart; by default one that has passed."""
    since = at or datetime.now(UTC) - timedelta(minutes=1)
    rows = [{"id": uuid7(), "due_at": since + timedelta(microseconds=turn), **more} for turn in range(number)]
    async with database.engine.begin() as connection:
        await connection.execute(insert(alarm), rows)
    return [row["id"] for row in rows]


async def rung(database: Database) -> dict[UUID, int]:
    """How often each alarm rang, counted by its facts."""
    rows = await database.reads.fetch(
        "SELECT a.id, count(l.id) AS facts FROM alarm a LEFT JOIN event_log l ON l.aggregateid = a.id::text GROUP BY 1"
    )
    return {row["id"]: row["facts"] for row in rows}
