"""Saying in the words of OCDS what was told of procedures."""

from collections.abc import Sequence
from dataclasses import dataclass

from contracts.envelope import Envelope
from services.tenders.domain.ocds.record import Record, record
from services.tenders.domain.ocds.release import Release, releases
from services.tenders.domain.ocds.section import Teller
from services.tenders.persistence.told import ToldFacts


@dataclass(frozen=True)
class Releasing:
    """Releases and records under the prefix of this installation."""

    told: ToldFacts
    prefix: str

    async def after(self, position: int, limit: int) -> tuple[list[Release], int]:
        """What up to `limit` facts after a position say, and the position of the last of them."""
        page = await self.told.page(position, limit)
        return await self._of([event for _, event in page]), page[-1][0] if page else position

    async def records(self, procedures: Sequence[str]) -> list[Record]:
        """The records of procedures, in their order; one of which nothing was released has none."""
        told = await self.told.of(procedures)
        each = [await self._of(told[one]) for one in procedures if one in told]
        return [record(some) for some in each if some]

    async def _of(self, events: Sequence[Envelope]) -> list[Release]:
        teller = Teller(self.prefix, await self.told.lots(events))
        return [release for event in events for release in releases(event, teller)]
