"""The record of who did what to which tender: written with the change itself, and by nobody else."""

from typing import Any

from sqlalchemy import insert, inspect
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.clock import Clock
from services.tenders.domain.act import CLOCK, Act
from services.tenders.domain.tender import Tender
from services.tenders.persistence.tables import act_record


class Acts:
    """What is done within one transaction: an `act` that somebody asked for, or the passing of time."""

    def __init__(self, session: AsyncSession, act: Act | None, clock: Clock) -> None:
        self._session, self._act, self._clock = session, act, clock

    async def record(self) -> None:
        """Add a row for each tender that this transaction changes and has not recorded yet."""
        touched = [one for one in (*self._session.new, *self._session.dirty) if isinstance(one, Tender)]
        changed = [one for one in touched if inspect(one).attrs.revision.history.has_changes()]
        if changed:
            rows = [_row(tender, self._act or await self._of_time(tender)) for tender in changed]
            await self._session.execute(insert(act_record), rows)

    async def _of_time(self, tender: Tender) -> Act:
        return Act(CLOCK, tender.status.value, await self._clock.read(self._session))


def _row(tender: Tender, act: Act) -> dict[str, Any]:
    detail = {"status": tender.status.value, "revision": tender.revision}
    return {"tender_id": tender.id, "at": act.at, "client": act.client, "act": act.name, "detail": detail}
