"""A tender, from draft to award."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Self
from uuid import UUID

from chassis.aggregate import Aggregate
from chassis.errors import Conflict, NotFound
from contracts.fact import Fact
from contracts.procedures import (
    BidsOpened,
    ContractAwarded,
    DocumentReference,
    LotClosed,
    LotNotice,
    LotReopened,
    OpenedBid,
    Phase,
    PhaseOpened,
    TenderCancelled,
    TenderClosed,
    TenderEvaluated,
    TenderPublished,
)
from contracts.vocabulary import Identifier, LotOutcome, Text
from services.tenders.domain.amendment import Amendment, Change
from services.tenders.domain.buyer import Buyer
from services.tenders.domain.call import OPEN_CALL, Call
from services.tenders.domain.holders import most_holders
from services.tenders.domain.lot import Award, Fruitless, Lot, LotNotFound, LotStatus, advertised
from services.tenders.domain.rules.caution import Caution
from services.tenders.domain.seal import Seal
from services.tenders.domain.tender_status import NEXT, TenderStatus
from services.tenders.domain.terms import Terms
from services.tenders.domain.time_limits import DeadlineAhead, DeadlinePassed, TimeLimit, notice_warnings


class TenderNotFound(NotFound):
    """No such tender."""


class IllegalMove(Conflict):
    """The state of the tender does not allow this."""


class BidsTakenElsewhere(Conflict):
    """This buyer takes the bids of this tender elsewhere."""


class LotUnderContract(Conflict):
    """A lot of this tender is under contract already."""


class AwardNeedsEvaluation(Conflict):
    """Bids for this tender are taken here: its lots are awarded by a proposal that follows from their evaluation."""


@dataclass(kw_only=True, eq=False)
class Tender(Aggregate):
    """A consultation by which a buyer seeks bids for one or more lots (procédure de passation).

    `version` counts the facts told in public; `revision` counts every change, those of a draft included. `invited` are
    those who alone may take part in the present phase, None where everyone may; `admitted` those whom a dynamic system
    has admitted so far.
    """

    id: UUID
    terms: Terms
    lots: tuple[Lot, ...]
    drafted_at: datetime
    status: TenderStatus = TenderStatus.DRAFT
    published_at: datetime | None = None
    deadline: datetime | None = None
    ended_at: datetime | None = None
    reason: Text | None = None
    warnings: tuple[str, ...] = ()
    justification: Text | None = None
    phase: Phase = "tenders"
    seal: Seal | None = None
    invited: tuple[Identifier, ...] | None = None
    admitted: tuple[Identifier, ...] = ()
    amendments: tuple[Amendment, ...] = ()
    version: int = 0
    revision: int = 1

    @classmethod
    def draft(cls, tender_id: UUID, terms: Terms, lots: tuple[LotNotice, ...], *, by: Buyer, now: datetime) -> Self:
        """Begin a tender; nobody but its buyer sees it until it is published."""
        by.must_be(terms.buyer)
        return cls(id=tender_id, terms=terms, lots=advertised(lots), drafted_at=now)

    def duplicate(self, copy_id: UUID, *, by: Buyer, now: datetime) -> Self:
        """A new draft with the same terms and lots, and nothing of what became of this one."""
        self.answer_to(by)
        return self.draft(copy_id, self.terms, tuple(lot.notice for lot in self.lots), by=by, now=now)

    @property
    def is_public(self) -> bool:
        """Whether it was ever published."""
        return self.published_at is not None

    @property
    def due_at(self) -> datetime | None:
        """When time alone moves it next: at the deadline, while bids may come."""
        return self.deadline if self.status is TenderStatus.PUBLISHED else None

    def lot(self, number: int) -> Lot:
        """The lot of this number."""
        if not 1 <= number <= len(self.lots):
            raise LotNotFound(lot=number)
        return self.lots[number - 1]

    def redraft(self, terms: Terms, lots: tuple[LotNotice, ...], *, by: Buyer) -> None:
        """Replace the terms of a draft as a whole; an approved one is to be approved anew."""
        self.answer_to(by)
        by.must_be(terms.buyer)
        self._must_allow(TenderStatus.DRAFT, already=self.status is TenderStatus.IN_REVIEW)
        self.terms, self.lots, self.status = terms, advertised(lots), TenderStatus.DRAFT
        self.revision += 1

    def prepare(self, status: TenderStatus, *, since: TenderStatus, by: Buyer) -> None:
        """Move between draft, review and approval, of which nobody is told."""
        self.must_be_in(since, by=by)
        self.status = status
        self.revision += 1

    def must_be_in(self, status: TenderStatus, *, by: Buyer) -> None:
        """Refuse all but its buyer, and any other status than this."""
        self.answer_to(by)
        if self.status is not status:
            raise IllegalMove(status=self.status.value, wanted=status.value)

    def publish(
        self,
        deadline: datetime,
        *,
        by: Buyer,
        now: datetime,
        limit: TimeLimit | None,
        reason: Text | None = None,
        call: Call = OPEN_CALL,
        cautions: tuple[Caution, ...] = (),
    ) -> None:
        """Advertise a draft and open it to bids (avis d'appel public à la concurrence): CCP L2131-1.

        `cautions` are what the rules warn of; `reason` is kept as the justification of all warnings, if there are any.
        """
        self.answer_to(by)
        self._must_allow(TenderStatus.PUBLISHED, already=self.is_public)
        self.warnings = (*map(str, cautions), *notice_warnings(now, deadline, limit))
        self.justification = reason if self.warnings else None
        self.published_at = now
        self._begin(call, deadline)
        self.tell(self._notice(deadline, now), at=now)

    def amend(
        self, change: Change, documents: tuple[DocumentReference, ...], *, by: Buyer, now: datetime, limit: TimeLimit
    ) -> None:
        """Change the call while bids may come (avis rectificatif): CCP R2151-4.

        Criteria, weights and terms were frozen at publication: the summary, the documents and the deadline change.
        """
        self.answer_to(by)
        if self.status is not TenderStatus.PUBLISHED or self.deadline is None:
            raise IllegalMove(status=self.status.value, wanted=TenderStatus.PUBLISHED.value)
        if now >= self.deadline:
            raise DeadlinePassed(deadline=self.deadline.isoformat())
        amendment = change.made(len(self.amendments) + 1, documents, deadline=self.deadline, now=now, limit=limit)
        self.deadline, self.amendments = amendment.deadline, (*self.amendments, amendment)
        self.tell(amendment.fact(self.id), at=now)

    def close(self, now: datetime) -> None:
        """End the time for bids, once `now` has reached the deadline; it ended then, however late the clock."""
        self._must_allow(TenderStatus.CLOSED)
        deadline = self.deadline or now
        if now < deadline:
            raise DeadlineAhead(deadline=deadline.isoformat())
        self.status = TenderStatus.CLOSED
        self.tell(TenderClosed(tender_id=self.id, closed_at=deadline), at=deadline)

    def close_if_due(self, now: datetime) -> None:
        """End the time for bids if it has run out and the clock has not yet come by."""
        if self.status is TenderStatus.PUBLISHED and self.deadline and now >= self.deadline:
            self.close(now)

    def must_be_sealed(self) -> Seal:
        """What seals the bids of the phase; refuses where they are taken elsewhere."""
        if self.seal is None:
            raise BidsTakenElsewhere
        return self.seal

    def open(self, bids: tuple[OpenedBid, ...], *, late: int, now: datetime) -> None:
        """Show the bids of the phase (ouverture des plis), after its deadline: CCP R2143-3."""
        self._must_allow(TenderStatus.OPENED, already=self.seal is None)
        self.status = TenderStatus.OPENED
        self.tell(BidsOpened(tender_id=self.id, phase=self.phase, opened_at=now, bids=bids, late=late), at=now)

    def invite(
        self,
        call: Call,
        deadline: datetime,
        *,
        by: Buyer,
        now: datetime,
        limit: TimeLimit | None,
        warnings: tuple[str, ...] = (),
        admitted: tuple[Identifier, ...] = (),
    ) -> None:
        """Open a further phase to those who were selected (invitation à soumissionner): CCP R2144-8.

        A dynamic system is opened again to everyone instead, and keeps who is `admitted`: CCP R2162-37 to -51.
        """
        self.answer_to(by)
        self._must_allow(TenderStatus.PUBLISHED, already=self.status is not TenderStatus.OPENED)
        self.warnings += (*warnings, *notice_warnings(now, deadline, limit))
        self._begin(call, deadline)
        self.admitted = tuple(dict.fromkeys((*self.admitted, *admitted)))
        fact = PhaseOpened(
            tender_id=self.id,
            phase=call.phase,
            opened_at=now,
            deadline=deadline,
            invited=len(call.invited or ()),
            admitted=len(self.admitted) if call.invited is None else None,
        )
        self.tell(fact, at=now)

    def close_lot(self, number: int, *, outcome: Fruitless, bids: int, reason: Text, by: Buyer, now: datetime) -> None:
        """Record that a lot ended without a winner, and why."""
        self._decide(number, self._deciding(by, number).closed(outcome, bids, reason), now)

    def award_lot(self, number: int, *, bids: int, award: Award, by: Buyer) -> None:
        """Give a lot to its winners: CCP L2152-7."""
        lot = self._deciding(by, number).awarded(bids, award, most=most_holders(self.terms.framework))
        self._must_be_evaluated(award)
        self._decide(number, lot, award.awarded_at)
        fact = ContractAwarded(tender_id=self.id, lot=number, bids=bids, **vars(award))
        self.tell(fact, at=award.awarded_at)

    def evaluate(self, concluded: Collection[int], *, now: datetime) -> None:
        """Note that the bids were ranked for every lot that is not decided, once `concluded` are all of them."""
        waiting = {lot.number for lot in self.lots if lot.status is LotStatus.OPEN}
        if self.status is TenderStatus.OPENED and waiting and waiting.issubset(concluded):
            self.status = TenderStatus.EVALUATED
            self.tell(TenderEvaluated(tender_id=self.id, evaluated_at=now), at=now)

    def reopen_lot(self, number: int, reason: Text, *, now: datetime) -> None:
        """Take back the award of a lot, whose bids are evaluated again."""
        self._must_allow(TenderStatus.OPENED)
        self._replace(self.lot(number).reopened())
        self.status, self.ended_at = TenderStatus.OPENED, None
        self.tell(LotReopened(tender_id=self.id, lot=number, reason=reason, reopened_at=now), at=now)

    def cancel(self, reason: Text, *, by: Buyer, now: datetime, contracts: int = 0) -> None:
        """Drop the whole procedure (déclaration sans suite), unless `contracts` of it are signed: CCP R2185-1."""
        self.answer_to(by)
        self._must_allow(TenderStatus.CANCELLED)
        if contracts:
            raise LotUnderContract(contracts=contracts)
        self.status, self.reason, self.ended_at = TenderStatus.CANCELLED, reason, now
        if self.is_public:
            self.tell(TenderCancelled(tender_id=self.id, reason=reason, cancelled_at=now), at=now)
        else:
            self.revision += 1

    def answer_to(self, by: Buyer) -> None:
        """Refuse all but the buyer; to others a tender that was never published does not exist."""
        if not self.is_public and not by.is_buyer(self.terms.buyer):
            raise TenderNotFound
        by.must_be(self.terms.buyer)

    def tell(self, fact: Fact, at: datetime | None = None) -> None:
        """Record that `fact` happened; it is a change like others."""
        super().tell(fact, at)
        self.revision += 1

    def _begin(self, call: Call, deadline: datetime) -> None:
        self.status, self.deadline = TenderStatus.PUBLISHED, deadline
        self.phase, self.seal, self.invited = call.phase, call.seal, call.invited

    def _deciding(self, by: Buyer, number: int) -> Lot:
        self.answer_to(by)
        unopened = self.seal is not None and self.status is TenderStatus.CLOSED
        self._must_allow(TenderStatus.AWARDED, already=unopened)
        return self.lot(number)

    def _decide(self, number: int, lot: Lot, now: datetime) -> None:
        self._replace(lot)
        outcome, bids = LotOutcome(lot.status), lot.bids or 0
        told = LotClosed(tender_id=self.id, lot=number, outcome=outcome, bids=bids, reason=lot.reason, closed_at=now)
        self.tell(told, at=now)
        statuses = {one.status for one in self.lots}
        if LotStatus.OPEN not in statuses:
            awarded = LotStatus.AWARDED in statuses
            self.status = TenderStatus.AWARDED if awarded else TenderStatus.UNSUCCESSFUL
            self.ended_at = now

    def _replace(self, lot: Lot) -> None:
        self.lots = tuple(lot if one.number == lot.number else one for one in self.lots)

    def _must_be_evaluated(self, award: Award) -> None:
        followed = award.award_id is not None and self.status is TenderStatus.EVALUATED
        if self.terms.committee and not followed:
            raise AwardNeedsEvaluation(status=self.status.value, article="CCP R2152-6")

    def _must_allow(self, status: TenderStatus, *, already: bool = False) -> None:
        if already or status not in NEXT[self.status]:
            raise IllegalMove(status=self.status.value, wanted=status.value)

    def _notice(self, deadline: datetime, now: datetime) -> TenderPublished:
        terms = {name: value for name, value in self.terms if name in TenderPublished.model_fields}
        return TenderPublished(
            **terms,
            tender_id=self.id,
            published_at=now,
            deadline=deadline,
            lots=tuple(lot.notice for lot in self.lots),
            warnings=self.warnings,
            phase=self.phase,
            invited=None if self.invited is None else len(self.invited),
            justification=self.justification,
        )
