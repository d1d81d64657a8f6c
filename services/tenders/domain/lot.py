"""A lot and its fate."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Self

from chassis.errors import Conflict, NotFound, Unacceptable
from contracts.procedures import LotNotice
from contracts.vocabulary import Cpv, Holder, Money, Text
from services.tenders.domain.holders import must_agree


class LotNotFound(NotFound):
    """The tender has no lot of this number."""


class LotDecided(Conflict):
    """This lot was decided before."""


class AwardWithoutBid(Unacceptable):
    """A lot for which no bid came cannot be awarded."""


class LotStatus(StrEnum):
    """Where a lot stands: open, then attribué, infructueux or sans suite."""

    OPEN = "open"
    AWARDED = "awarded"
    UNSUCCESSFUL = "unsuccessful"
    DROPPED = "dropped"


class Fruitless(StrEnum):
    """How a lot may end without a winner: infructueux (no bid, or none acceptable) or sans suite."""

    UNSUCCESSFUL = "unsuccessful"
    DROPPED = "dropped"


NEXT: Mapping[LotStatus, frozenset[LotStatus]] = {
    LotStatus.OPEN: frozenset({LotStatus.AWARDED, LotStatus.UNSUCCESSFUL, LotStatus.DROPPED}),
    LotStatus.AWARDED: frozenset(),
    LotStatus.UNSUCCESSFUL: frozenset(),
    LotStatus.DROPPED: frozenset(),
}


@dataclass(frozen=True)
class Award:
    """To whom a lot was given, for how much excluding VAT, and when the losers were told."""

    holders: tuple[Holder, ...]
    value: Money
    awarded_at: datetime


@dataclass(frozen=True)
class Lot:
    """A part of a tender that is awarded by itself (lot): CCP L2113-10."""

    number: int
    title: Text
    cpv: Cpv | None = None
    value: Money | None = None
    status: LotStatus = LotStatus.OPEN
    bids: int | None = None
    reason: Text | None = None
    award: Award | None = None

    @classmethod
    def advertised(cls, notice: LotNotice) -> Self:
        """An open lot, as its notice describes it."""
        return cls(notice.number, notice.title, notice.cpv, notice.value)

    @property
    def notice(self) -> LotNotice:
        """The lot as it is advertised."""
        return LotNotice(number=self.number, title=self.title, cpv=self.cpv, value=self.value)

    def closed(self, outcome: Fruitless, bids: int, reason: Text) -> Self:
        """The lot ended without a winner (infructueux, sans suite): CCP R2185-1."""
        status = self._next(LotStatus(outcome))
        return replace(self, status=status, bids=bids, reason=reason)

    def awarded(self, bids: int, award: Award) -> Self:
        """The lot given to its winners (attribution)."""
        status = self._next(LotStatus.AWARDED)
        if bids < 1:
            raise AwardWithoutBid(lot=self.number)
        must_agree(award.holders)
        return replace(self, status=status, bids=bids, award=award)

    def _next(self, status: LotStatus) -> LotStatus:
        if status not in NEXT[self.status]:
            raise LotDecided(lot=self.number, status=self.status.value)
        return status
