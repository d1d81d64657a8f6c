"""What was published, and from which facts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from sqlalchemy import func, select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.schema import consumer_offset
from services.analytics.domain.department_grade import DepartmentGrade
from services.analytics.domain.published_figure import PublishedFigure
from services.analytics.persistence.own.published_figure import publication

_ALONE = text("SELECT pg_try_advisory_xact_lock(hashtextextended('publishing of ' || :name, 0))")


@dataclass(frozen=True)
class Mark:
    """From what something was published: facts of each topic, the day, the changes of what people set."""

    positions: Mapping[str, int]
    day: date
    settings: int

    def reached_by(self, made_from: Sequence[Mapping[str, int]]) -> "Mark":
        """How far something came that was made from so many facts; topics that none speaks of are as they are here."""
        reached = {
            topic: min([one[topic] for one in made_from if topic in one], default=count)
            for topic, count in self.positions.items()
        }
        return replace(self, positions=reached)

    def is_behind(self, other: "Mark") -> bool:
        """Whether fewer facts of some topic were applied than for another."""
        return any(self.positions.get(topic, 0) < count for topic, count in other.positions.items())


class Publications:
    """The published figures, and how far publishing has come."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def alone(self, name: str) -> bool:
        """Whether no other worker publishes the same, until this transaction ends."""
        return bool(await self._session.scalar(_ALONE, {"name": name}))

    async def applied(self) -> dict[str, int]:
        """How many facts of each topic the projection was made from."""
        query = select(consumer_offset.c.topic, func.sum(consumer_offset.c.next)).group_by(consumer_offset.c.topic)
        return {topic: int(count) for topic, count in await self._session.execute(query)}

    async def mark(self, name: str) -> Mark | None:
        """From what it was last published."""
        row = (await self._session.execute(select(publication).where(publication.c.name == name))).one_or_none()
        return Mark(row.positions, row.day, row.settings) if row else None

    async def set_mark(self, name: str, mark: Mark) -> None:
        """Remember from what it was published."""
        row = {"name": name, **vars(mark)}
        statement = insert(publication).values(row)
        await self._session.execute(statement.on_conflict_do_update(index_elements=["name"], set_=row))

    async def figures(self) -> dict[object, PublishedFigure]:
        """Every published figure by its identity."""
        return {one.id: one for one in await self._session.scalars(select(PublishedFigure))}

    async def grades(self) -> dict[UUID, DepartmentGrade]:
        """Every grade of a department by its identity."""
        return {one.id: one for one in await self._session.scalars(select(DepartmentGrade))}

    def add(self, published: Iterable[PublishedFigure | DepartmentGrade]) -> None:
        """Keep what is published for the first time."""
        self._session.add_all(published)
