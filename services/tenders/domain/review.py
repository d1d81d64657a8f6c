"""The approval of a tender before its publication: who said what, in every round."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from chassis.errors import Conflict
from contracts.vocabulary import Money, ReviewRole, Text
from services.tenders.domain.review_round import Reviewer, Round
from services.tenders.domain.tender import Tender
from services.tenders.domain.tender_status import TenderStatus


class ApprovalMissing(Conflict):
    """The buyer publishes a tender of this value only once it is approved."""


@dataclass(kw_only=True, eq=False)
class Review:
    """The rounds of approval of one tender, whose identity it has; a round that ended is never changed."""

    id: UUID
    rounds: tuple[Round, ...] = ()

    def submit(self, tender: Tender, chain: tuple[ReviewRole, ...], *, by: Reviewer, now: datetime) -> None:
        """Ask for the approval of a draft by everyone in the `chain`, one after the other."""
        tender.prepare(TenderStatus.IN_REVIEW, since=TenderStatus.DRAFT, by=by.buyer)
        self.rounds = (*self.rounds, Round.submitted(len(self.rounds) + 1, chain, by, now))

    def approve(self, tender: Tender, comment: Text | None, *, by: Reviewer, now: datetime) -> None:
        """Take the next step of the chain; the last one makes the tender ready for publication."""
        last = self._running(tender, by).approved(by, comment, now)
        self._go_on(tender, last, TenderStatus.APPROVED if last.ended_at else TenderStatus.IN_REVIEW, by)

    def request_changes(self, tender: Tender, comment: Text, *, by: Reviewer, now: datetime) -> None:
        """Send the tender back to its authors."""
        self._go_on(tender, self._running(tender, by).sent_back(by, comment, now), TenderStatus.DRAFT, by)

    def recall(self, tender: Tender, *, by: Reviewer, now: datetime) -> None:
        """Take back a tender that is not approved to the end."""
        self._go_on(tender, self._running(tender, by).recalled(now), TenderStatus.DRAFT, by)

    def _running(self, tender: Tender, by: Reviewer) -> Round:
        tender.must_be_in(TenderStatus.IN_REVIEW, by=by.buyer)
        return self.rounds[-1]

    def _go_on(self, tender: Tender, last: Round, status: TenderStatus, by: Reviewer) -> None:
        tender.prepare(status, since=TenderStatus.IN_REVIEW, by=by.buyer)
        self.rounds = (*self.rounds[:-1], last)


@dataclass(frozen=True)
class Approval:
    """What a buyer asks before publication: by its own rule `source`, from the estimated value `threshold` on."""

    threshold: Money
    chain: tuple[ReviewRole, ...]
    source: Text

    def must_be_given(self, tender: Tender) -> None:
        """Refuse to publish a tender that nobody approved, where its value asks for it."""
        due = tender.terms.estimated_value.amount >= self.threshold.amount
        if due and tender.status in (TenderStatus.DRAFT, TenderStatus.IN_REVIEW):
            raise ApprovalMissing(
                policy=self.source, threshold=str(self.threshold.amount), chain=[role.value for role in self.chain]
            )
