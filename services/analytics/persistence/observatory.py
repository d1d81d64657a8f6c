"""The projection as it is read: everything that one answer says stands at one position."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import ColumnElement, RowMapping, func, null, select
from sqlalchemy.ext.asyncio import AsyncConnection

from chassis.paging import Page
from chassis.persistence import Database
from chassis.schema import consumer_offset
from contracts.catalogue import FEEDS
from contracts.indicators import Indicator, Measure
from services.analytics.domain.figure import Figure, Tally
from services.analytics.domain.slice import Dimension, Slice
from services.analytics.persistence.measures import Value, declared, terms, trusted
from services.analytics.persistence.slicing import held, key
from services.analytics.persistence.tables import contract, holder
from services.analytics.persistence.told import heard
from services.analytics.persistence.tracing import tracing

_APPLIED = select(consumer_offset.c.topic, func.sum(consumer_offset.c.next)).group_by(consumer_offset.c.topic)
_NEWEST = select(func.max(heard.c.recorded_at))


@dataclass(frozen=True)
class Reading:
    """A figure by declared and by trusted values, and the value of the dimension it is of."""

    figure: Figure
    trusted: Figure
    group: str | None = None


class Snapshot:
    """The projection as it stands at one position, however many queries ask it."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection
        self._positions: dict[str, int] | None = None

    async def positions(self) -> dict[str, int]:
        """How many facts of each feed were applied; they stay as they are while one looks."""
        if self._positions is None:
            applied = {topic: int(count) for topic, count in await self._connection.execute(_APPLIED)}
            self._positions = {name: applied.get(topic, 0) for name, topic in FEEDS.items()}
        return self._positions

    async def as_of(self) -> datetime | None:
        """When the newest fact behind the figures was recorded."""
        newest: datetime | None = await self._connection.scalar(_NEWEST)
        return newest

    async def history_start(self, asked: Slice) -> date | None:
        """From when on history is whole: the first notification, of the youngest of the buyers that are asked for."""
        row = contract.c
        began = select(func.min(row.notified_on).label("day")).where(row.notified)
        if asked.buyer:
            began = began.where(row.buyer.in_(asked.buyer)).group_by(row.buyer)
        day: date | None = await self._connection.scalar(select(func.max(began.subquery().c.day)))
        return day

    async def reading(self, indicator: Indicator, asked: Slice) -> Reading:
        """The figure of a slice."""
        return (await self._readings(indicator, asked, None))[0]

    async def readings(self, indicator: Indicator, asked: Slice, by: Dimension) -> Sequence[Reading]:
        """The figures of the groups that a slice falls into, in the order of the dimension, unknown last."""
        return await self._readings(indicator, asked, by)

    async def counted(self, indicator: Indicator, asked: Slice, page: Page) -> list[tuple[str, str]]:
        """A page of the contracts behind a figure, as (key, JSON document)."""
        return [(row[0], row[1]) for row in await self._connection.execute(tracing(indicator, asked, page))]

    async def _readings(self, indicator: Indicator, asked: Slice, by: Dimension | None) -> list[Reading]:
        group = null() if by is None else key(by)
        columns = [
            group.label("group"),
            func.count().label("contracts"),
            *_columns(indicator, "declared", declared(asked.value), asked, by),
            *_columns(indicator, "trusted", trusted(asked.value), asked, by),
        ]
        query = select(*columns).select_from(contract).where(held(asked))
        if by is not None:
            query = query.group_by(group).order_by(group)
        return [_reading(indicator, row._mapping) for row in await self._connection.execute(query)]


def _columns(indicator: Indicator, name: str, value: Value, asked: Slice, by: Dimension | None) -> list[Value]:
    """The parts of a tally by one reading of values, named `name_part`."""
    known = terms(value)

    def total(measure: Measure) -> Value:
        return _companies(asked, by) if measure is Measure.HOLDERS else known[measure].total

    behind = known[indicator.denominator or Measure.CONTRACTS]
    parts = {
        "numerator": total(indicator.numerator),
        "denominator": total(indicator.denominator) if indicator.denominator else null(),
        "known": total(indicator.coverage.known),
        "total": total(indicator.coverage.total),
        "support": func.count().filter(behind.taken),
    }
    return [column.label(f"{name}_{part}") for part, column in parts.items()]


def _companies(asked: Slice, by: Dimension | None) -> ColumnElement[int]:
    """How many different companies hold the contracts of a slice, or of one of its groups."""
    other = contract.alias("held")
    query = (
        select(func.count(holder.c.company.distinct()))
        .join_from(holder, other, holder.c.contract_id == other.c.contract_id)
        .where(held(asked, other))
    )
    if by is not None:
        query = query.where(key(by, other).is_not_distinct_from(func.min(key(by))))
    return query.correlate(contract).scalar_subquery()


def _reading(indicator: Indicator, found: RowMapping) -> Reading:
    group = None if found["group"] is None else str(found["group"])
    return Reading(Figure(indicator, _tally(found, "declared")), Figure(indicator, _tally(found, "trusted")), group)


def _tally(found: RowMapping, name: str) -> Tally:
    numerator, denominator, known, total = (
        None if (part := found[f"{name}_{each}"]) is None else Decimal(part)
        for each in ("numerator", "denominator", "known", "total")
    )
    assert numerator is not None
    assert known is not None
    assert total is not None
    return Tally(numerator, denominator, known, total, found[f"{name}_support"], found["contracts"])


@asynccontextmanager
async def snapshot(database: Database) -> AsyncIterator[Snapshot]:
    """A look at the projection that no fact moves."""
    async with database.engine.connect() as connection:
        still = await connection.execution_options(isolation_level="REPEATABLE READ")
        yield Snapshot(still)
