"""A lot and its fate."""

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


class LotsMisnumbered(Unacceptable):
    """Lots are numbered 1, 2, 3 and so on."""


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

    @property
    def notice(self) -> LotNotice:
        """The lot as it is advertised."""
        return LotNotice(number=self.number, title=self.title, cpv=self.cpv, value=self.value)

    def closed(self, outcome: Fruitless, bids: int, reason: Text) -> Self:
        """The lot ended without a winner (infructueux, sans suite): CCP R2185-1."""
        self._must_be_open()
        return replace(self, status=LotStatus(outcome), bids=bids, reason=reason)

    def awarded(self, bids: int, award: Award) -> Self:
        """The lot given to its winners (attribution)."""
        self._must_be_open()
        if bids < 1:
            raise AwardWithoutBid(lot=self.number)
        must_agree(award.holders)
        return replace(self, status=LotStatus.AWARDED, bids=bids, award=award)

    def _must_be_open(self) -> None:
        if self.status is not LotStatus.OPEN:
            raise LotDecided(lot=self.number, status=self.status.value)


def advertised(notices: tuple[LotNotice, ...]) -> tuple[Lot, ...]:
    """Open lots, as their notices describe them; refuses numbers with a gap, and a tender without any lot."""
    numbers = [notice.number for notice in notices]
    if not notices or numbers != list(range(1, len(notices) + 1)):
        raise LotsMisnumbered(numbers=numbers)
    return tuple(Lot(notice.number, notice.title, notice.cpv, notice.value) for notice in notices)
