"""A tender up to the opening of its bids: drafted, published, amended, closed, opened, and on to the next phase."""

from dataclasses import dataclass
from datetime import datetime
from typing import Self
from uuid import UUID

from contracts.procedures import (
    BidsOpened,
    DocumentReference,
    LotNotice,
    OpenedBid,
    PhaseOpened,
    TenderClosed,
    TenderPublished,
)
from contracts.vocabulary import Identifier, Text
from services.tenders.domain.amendment import Change
from services.tenders.domain.buyer import Buyer
from services.tenders.domain.call import OPEN_CALL, Call
from services.tenders.domain.lot import advertised
from services.tenders.domain.rules.caution import Caution
from services.tenders.domain.tender_state import (
    IllegalMove,
    TenderState,
)
from services.tenders.domain.tender_status import TenderStatus
from services.tenders.domain.terms import Terms
from services.tenders.domain.time_limits import DeadlineAhead, DeadlinePassed, TimeLimit, notice_warnings


@dataclass(kw_only=True, eq=False)
class Consultation(TenderState):
    """How a buyer comes to bids (consultation)."""

    @classmethod
    def draft(cls, tender_id: UUID, terms: Terms, lots: tuple[LotNotice, ...], *, by: Buyer, now: datetime) -> Self:
        """Begin a tender; nobody but its buyer sees it until it is published."""
        by.must_be(terms.buyer)
        return cls(id=tender_id, terms=terms, lots=advertised(lots), drafted_at=now)

    def duplicate(self, copy_id: UUID, *, by: Buyer, now: datetime) -> Self:
        """A new draft with the same terms and lots, and nothing of what became of this one."""
        self.answer_to(by)
        return self.draft(copy_id, self.terms, tuple(lot.notice for lot in self.lots), by=by, now=now)

    def redraft(self, terms: Terms, lots: tuple[LotNotice, ...], *, by: Buyer) -> None:
        """Replace the terms of a draft as a whole; an approved one is to be approved anew."""
        self.answer_to(by)
        by.must_be(terms.buyer)
        self._must_allow(TenderStatus.DRAFT, already=self.status is TenderStatus.IN_REVIEW)
        self.terms, self.lots, self.status = terms, advertised(lots), TenderStatus.DRAFT
        self.revision += 1

    def says(self, terms: Terms, lots: tuple[LotNotice, ...]) -> bool:
        """Whether these are its terms and lots already, whichever of their forms they came in."""
        own = [lot.notice.model_dump() for lot in self.lots]
        return self.terms.model_dump() == terms.model_dump() and own == [lot.model_dump() for lot in lots]

    def prepare(self, status: TenderStatus, *, since: TenderStatus, by: Buyer) -> None:
        """Move between draft, review and approval, of which nobody is told."""
        self.must_be_in(since, by=by)
        self.status = status
        self.revision += 1

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

    def _begin(self, call: Call, deadline: datetime) -> None:
        self.status, self.deadline = TenderStatus.PUBLISHED, deadline
        self.phase, self.seal, self.invited = call.phase, call.seal, call.invited

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
