"""Saying in the words of OCDS what was told of procedures."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from contracts.catalogue import fact_in
from contracts.envelope import Envelope
from services.tenders.domain.ocds.record import Record, record
from services.tenders.domain.ocds.release import Release, release
from services.tenders.domain.ocds.section import Teller
from services.tenders.domain.ocds.standing import DECIDING
from services.tenders.persistence.told import ToldFacts


@dataclass(frozen=True)
class Releasing:
    """Releases and records under the prefix of this installation, each page of them made beside the event loop."""

    told: ToldFacts
    prefix: str

    async def after(self, position: int, limit: int) -> tuple[list[Release], int]:
        """What up to `limit` facts after a position say, and the position of the last of them."""
        page = await self.told.page(position, limit)
        events = [event for _, event in page]
        found = await asyncio.to_thread(self._of, events, await self.told.before(_touched(events), DECIDING))
        return found, page[-1][0] if page else position

    async def records(self, procedures: Sequence[str]) -> list[Record]:
        """The records of procedures, in their order; one of which nothing was released has none."""
        return await asyncio.to_thread(self._records, procedures, await self.told.of(procedures))

    def _records(self, procedures: Sequence[str], told: Mapping[str, Sequence[Envelope]]) -> list[Record]:
        each = (self._of(told[one]) for one in procedures if one in told)
        return [record(some) for some in each if some]

    def _of(self, events: Sequence[Envelope], before: Sequence[Envelope] = ()) -> list[Release]:
        teller = Teller(self.prefix)
        for event in before:
            teller.standing.see(fact_in(event))
        told = (release(event, teller) for event in events)
        return [one for one in told if one is not None]


def _touched(events: Sequence[Envelope]) -> dict[str, datetime]:
    """The procedures and contracts that events are about, and when each was first."""
    first: dict[str, datetime] = {}
    for event in events:
        for subject in (event.partitionkey, event.data.get("contract_id")):
            if subject:
                first.setdefault(subject, event.recordedtime)
    return first
