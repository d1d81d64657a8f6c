"""A lot and its fate."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Self
from uuid import UUID

from chassis.errors import Conflict, NotFound, Unacceptable
from contracts.procedures import Clauses, Criterion, LotNotice, Months
from contracts.vocabulary import Cpv, Holder, Money, Nuts, Share, Text
from services.tenders.domain.holders import must_agree

WHOLE = 100
"""What the weights of a lot's criteria sum to, in percent."""
NO_CLAUSES = Clauses()


class LotNotFound(NotFound):
    """The tender has no lot of this number."""


class LotsMisnumbered(Unacceptable):
    """Lots are numbered 1, 2, 3 and so on."""


class CriteriaUnbalanced(Unacceptable):
    """The weights of the criteria of a lot sum to 100."""


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
    """To whom a lot was given, for how much excluding VAT, and when the losers were told.

    `award_id` and `bid_id` name the decision and the winning bid, where bids were taken and judged here;
    `further_bids` win a framework agreement of several holders beside it, whose value is that of the first ranked.
    """

    holders: tuple[Holder, ...]
    value: Money
    awarded_at: datetime
    award_id: UUID | None = None
    bid_id: UUID | None = None
    further_bids: tuple[UUID, ...] = ()


@dataclass(frozen=True)
class Lot:
    """A part of a tender that is awarded by itself (lot): CCP L2113-10."""

    number: int
    title: Text
    cpv: Cpv | None = None
    value: Money | None = None
    months: Months | None = None
    places: tuple[Nuts, ...] = ()
    criteria: tuple[Criterion, ...] = ()
    clauses: Clauses = NO_CLAUSES
    advance: Share | None = None
    advance_guarantee: bool = False
    insertion_hours: int | None = None
    price_revision: bool | None = None
    status: LotStatus = LotStatus.OPEN
    bids: int | None = None
    reason: Text | None = None
    award: Award | None = None

    @property
    def notice(self) -> LotNotice:
        """The lot as it is advertised."""
        return LotNotice(**{name: getattr(self, name) for name in LotNotice.model_fields})

    def closed(self, outcome: Fruitless, bids: int, reason: Text) -> Self:
        """The lot ended without a winner (infructueux, sans suite): CCP R2185-1."""
        self.must_be_open()
        return replace(self, status=LotStatus(outcome), bids=bids, reason=reason)

    def awarded(self, bids: int, award: Award, *, most: int | None = 1) -> Self:
        """The lot given to its winners (attribution); `most` is as `must_agree` has it."""
        self.must_be_open()
        if bids < 1:
            raise AwardWithoutBid(lot=self.number)
        must_agree(award.holders, most=most)
        return replace(self, status=LotStatus.AWARDED, bids=bids, award=award)

    def reopened(self) -> Self:
        """The lot to be decided again, its award annulled or never made."""
        if self.status not in (LotStatus.OPEN, LotStatus.AWARDED):
            raise LotDecided(lot=self.number, status=self.status.value)
        return replace(self, status=LotStatus.OPEN, bids=None, reason=None, award=None)

    def must_be_open(self) -> None:
        """Refuse a lot that is decided."""
        if self.status is not LotStatus.OPEN:
            raise LotDecided(lot=self.number, status=self.status.value)


def advertised(notices: tuple[LotNotice, ...]) -> tuple[Lot, ...]:
    """Open lots, as their notices describe them; refuses numbers with a gap, and a tender without any lot."""
    numbers = [notice.number for notice in notices]
    if not notices or numbers != list(range(1, len(notices) + 1)):
        raise LotsMisnumbered(numbers=numbers)
    for notice in notices:
        _must_balance(notice)
    return tuple(Lot(**vars(notice)) for notice in notices)


def _must_balance(notice: LotNotice) -> None:
    total = sum(criterion.weight for criterion in notice.criteria)
    if notice.criteria and total != WHOLE:
        raise CriteriaUnbalanced(lot=notice.number, total=total, article="CCP R2152-12")
