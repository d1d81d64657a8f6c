"""The decision to award a lot, from its proposal to the end of the standstill."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Self
from uuid import UUID

from chassis.aggregate import Aggregate
from chassis.errors import Conflict, Forbidden, NotFound
from contracts.calendar import day_of, start_of
from contracts.fact import Fact
from contracts.procedures import (
    AwardAnnulled,
    AwardApproved,
    AwardConfirmed,
    AwardNotified,
    AwardProposed,
    LoserNotified,
)
from contracts.vocabulary import Text
from services.tenders.domain.award_status import NEXT, AwardStatus
from services.tenders.domain.time_limits import StandstillRunning, TimeLimit

NO_LIMIT = TimeLimit(days=0, article="CCP R2182-2")


class AwardNotFound(NotFound):
    """No award of this lot was proposed."""


class AwardStands(Conflict):
    """The state of the award does not allow this."""


class AwardUnderway(Conflict):
    """An award of this lot was proposed before, and was not annulled."""


class SamePerson(Forbidden):
    """Who proposed an award does not approve it."""


class AwardNotConfirmed(Conflict):
    """The contract is signed once the award is confirmed."""


class AwardSigned(Conflict):
    """A lot under contract keeps its award."""


@dataclass(kw_only=True, eq=False)
class AwardDecision(Aggregate):
    """The decision to give a lot to the bidder of a bid (décision d'attribution): CCP L2152-7, R2181-1 to R2182-2.

    A framework agreement of several holders goes to `further_bids` too, in the order of their ranks (CCP R2162-9).
    `days` is the length of the standstill under `article`; the award is due to be confirmed at `due_at`, None where it
    is not waiting. Who proposed, approved or annulled is kept by the name of its key; nobody annulled what fell with
    the whole procedure.
    """

    id: UUID
    tender_id: UUID
    lot: int
    bid_id: UUID
    status: AwardStatus
    proposed_by: str
    proposed_at: datetime
    approved_by: str | None = None
    approved_at: datetime | None = None
    notified_at: datetime | None = None
    days: int | None = None
    article: str | None = None
    due_at: datetime | None = None
    confirmed_at: datetime | None = None
    annulled_by: str | None = None
    annulled_at: datetime | None = None
    reason: Text | None = None
    further_bids: tuple[UUID, ...] = ()
    version: int = 0

    @classmethod
    def proposed(
        cls, award_id: UUID, tender_id: UUID, lot: int, bids: Sequence[UUID], *, by: str, now: datetime
    ) -> Self:
        """Propose to give a lot to a bid, or to several of a framework agreement, the first ranked at the head."""
        first, *further = bids
        award = cls(
            id=award_id,
            tender_id=tender_id,
            lot=lot,
            bid_id=first,
            further_bids=tuple(further),
            status=AwardStatus.PROPOSED,
            proposed_by=by,
            proposed_at=now,
        )
        award.tell(AwardProposed(**award._whole(), proposed_at=now), at=now)
        return award

    @property
    def key(self) -> str:
        """Its facts come in order with those of its procedure."""
        return str(self.tender_id)

    @property
    def bids(self) -> tuple[UUID, ...]:
        """The bids that win, by rank."""
        return (self.bid_id, *self.further_bids)

    @property
    def standstill(self) -> TimeLimit:
        """The time between the letters and the signature."""
        return TimeLimit(days=self.days or 0, article=self.article or NO_LIMIT.article)

    def approve(self, *, by: str, now: datetime) -> None:
        """Approve a proposal that somebody else made."""
        self._must_allow(AwardStatus.APPROVED)
        if by == self.proposed_by:
            raise SamePerson(proposed_by=self.proposed_by)
        self.approved_by, self.approved_at = by, now
        self._move(AwardStatus.APPROVED, AwardApproved(**self._whole(), approved_at=now), now)

    def notify(self, losers: Sequence[UUID], standstill: TimeLimit | None, *, now: datetime) -> None:
        """Tell every loser, from which the standstill runs (délai de suspension): CCP R2181-1, R2182-1.

        None runs where the law asks for none.
        """
        self._must_allow(AwardStatus.STANDSTILL)
        limit = standstill or NO_LIMIT
        self.notified_at, self.days, self.article = now, limit.days, limit.article
        first = day_of(now) + timedelta(days=limit.days)
        self.due_at = start_of(first) if limit.days else now
        for bid in losers:
            self.tell(LoserNotified(**self._whole(), bid_id=bid, notified_at=now, motivated=True), at=now)
        fact = AwardNotified(**self._whole(), losers=len(losers), notified_at=now, signature_from=first)
        self._move(AwardStatus.STANDSTILL, fact, now)

    def confirm(self, *, now: datetime) -> None:
        """Let the award stand, once the standstill is over; it was over at `due_at`, however late the clock."""
        self._must_allow(AwardStatus.CONFIRMED)
        due = self.due_at or now
        if now < due:
            earliest = day_of(due).isoformat()
            raise StandstillRunning(earliest=earliest, days=self.days, article=self.article)
        self.confirmed_at, self.due_at = due, None
        self._move(AwardStatus.CONFIRMED, AwardConfirmed(**self._whole(), confirmed_at=due), due)

    def annul(self, reason: Text, *, by: str | None, now: datetime, signed: bool) -> None:
        """Take the award back, while nothing is `signed`."""
        self._must_allow(AwardStatus.ANNULLED)
        if signed:
            raise AwardSigned(lot=self.lot)
        self.annulled_by, self.annulled_at, self.reason, self.due_at = by, now, reason, None
        self._move(AwardStatus.ANNULLED, AwardAnnulled(**self._whole(), reason=reason, annulled_at=now), now)

    def must_be_confirmed(self) -> None:
        """Refuse a signature before the award is confirmed."""
        if self.status is not AwardStatus.CONFIRMED:
            raise AwardNotConfirmed(lot=self.lot, status=self.status.value, article="CCP R2182-1")

    def _must_allow(self, status: AwardStatus) -> None:
        if status not in NEXT[self.status]:
            raise AwardStands(status=self.status.value, wanted=status.value)

    def _move(self, status: AwardStatus, fact: Fact, at: datetime) -> None:
        self.status = status
        self.tell(fact, at=at)

    def _whole(self) -> dict[str, object]:
        return {"tender_id": self.tender_id, "award_id": self.id, "lot": self.lot}
