"""Alerts, and what was told by them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, func, select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.identity import uuid7
from contracts.envelope import Envelope
from services.analytics.domain.alert import Alert, AlertUnknown
from services.analytics.domain.digest import Digest, due_at
from services.analytics.persistence.own.alert import alert, alert_notice, digest

_NEWS = text("""
    SELECT f.topic, f.position, l.payload FROM event_feed f
    JOIN event_log l ON l.id = f.event_id AND l.recorded_at = f.recorded_at
    WHERE f.topic = :topic AND f.position > :after ORDER BY f.position LIMIT 500
""")


@dataclass(frozen=True)
class Notice:
    """What one alert tells of one fact; a `digest_id` where it goes by mail, too."""

    alert_id: UUID
    subject: str
    fact_id: UUID
    type: str
    text: str
    at: datetime
    digest_id: UUID | None


class Alerts:
    """Every alert, what it told, and the letters on their way."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    def add(self, one: Alert) -> None:
        """Keep a new alert."""
        self._session.add(one)

    async def count(self, client: str) -> int:
        """How many alerts a key has."""
        query = select(func.count()).select_from(alert).where(alert.c.client == client)
        return await self._session.scalar(query) or 0

    async def every(self) -> Sequence[Alert]:
        """All alerts."""
        return (await self._session.scalars(select(Alert))).all()

    async def end(self, alert_id: UUID, client: str | None) -> None:
        """Forget an alert of a key (None: whoever's) and what it told; raises `AlertUnknown`."""
        found = await self._session.get(Alert, alert_id)
        if found is None or client not in (None, found.client):
            raise AlertUnknown
        await self._session.execute(delete(alert).where(alert.c.id == alert_id))

    async def news(self, topic: str, after: int) -> list[tuple[int, Envelope]]:
        """The next facts of a topic that this service told, by position."""
        rows = await self._session.execute(_NEWS, {"topic": topic, "after": after})
        return [(row.position, Envelope.from_structured(row.payload)) for row in rows]

    async def write(self, notice: Notice) -> None:
        """Tell once."""
        await self._session.execute(insert(alert_notice).values(**vars(notice)).on_conflict_do_nothing())

    async def open_digest(self, email: str, now: datetime) -> UUID:
        """The letter to an address that did not go yet; a new one, due a day after the last, where there is none."""
        waiting = select(digest.c.id).where(digest.c.email == email, digest.c.sent_at.is_(None)).with_for_update()
        found: UUID | None = await self._session.scalar(waiting)
        if found is None:
            last = await self._session.scalar(select(func.max(digest.c.sent_at)).where(digest.c.email == email))
            new = Digest(id=uuid7(), email=email, due_at=due_at(last, now))
            self._session.add(new)
            await self._session.flush()
            found = new.id
        return found


class Digests:
    """The letters that are due."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def locked(self, ids: Sequence[UUID]) -> Sequence[Digest]:
        """Letters that this transaction has locked already."""
        return (await self._session.scalars(select(Digest).where(digest.c.id.in_(ids)).order_by(digest.c.due_at))).all()

    async def lines(self, one: Digest) -> list[tuple[UUID, str]]:
        """What a letter tells, and by which alert; nothing where the alerts were ended."""
        query = select(alert_notice.c.alert_id, alert_notice.c.text).where(alert_notice.c.digest_id == one.id)
        return [(row.alert_id, row.text) for row in await self._session.execute(query.order_by(alert_notice.c.number))]
