"""What a tender is at any moment, and what must hold for whatever is done to it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from chassis.aggregate import Aggregate
from chassis.errors import Conflict, NotFound
from contracts.fact import Fact
from contracts.procedures import (
    Phase,
)
from contracts.vocabulary import Identifier, Text
from services.tenders.domain.amendment import Amendment
from services.tenders.domain.buyer import Buyer
from services.tenders.domain.lot import Lot, LotNotFound
from services.tenders.domain.seal import Seal
from services.tenders.domain.tender_status import NEXT, TenderStatus
from services.tenders.domain.terms import Terms


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
class TenderState(Aggregate):
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

    def answer_to(self, by: Buyer) -> None:
        """Refuse all but the buyer; to others a tender that was never published does not exist."""
        if not self.is_public and not by.is_buyer(self.terms.buyer):
            raise TenderNotFound
        by.must_be(self.terms.buyer)

    def must_be_in(self, status: TenderStatus, *, by: Buyer) -> None:
        """Refuse all but its buyer, and any other status than this."""
        self.answer_to(by)
        if self.status is not status:
            raise IllegalMove(status=self.status.value, wanted=status.value)

    def must_be_sealed(self) -> Seal:
        """What seals the bids of the phase; refuses where they are taken elsewhere."""
        if self.seal is None:
            raise BidsTakenElsewhere
        return self.seal

    def tell(self, fact: Fact, at: datetime | None = None) -> None:
        """Record that `fact` happened; it is a change like others."""
        super().tell(fact, at)
        self.revision += 1

    def _replace(self, lot: Lot) -> None:
        self.lots = tuple(lot if one.number == lot.number else one for one in self.lots)

    def _must_allow(self, status: TenderStatus, *, already: bool = False) -> None:
        if already or status not in NEXT[self.status]:
            raise IllegalMove(status=self.status.value, wanted=status.value)
