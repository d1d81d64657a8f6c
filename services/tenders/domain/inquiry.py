"""Hearing a bidder about a price that seems abnormally low."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Self
from uuid import UUID, uuid5

from pydantic import Field, StringConstraints

from chassis.aggregate import Aggregate
from chassis.errors import Conflict, NotFound
from contracts.vocabulary import Instant, Text, Word
from services.tenders.domain.judgement import DueInstantPassed


class InquiryNotFound(NotFound):
    """No justification of this price was asked for."""


class InquiryOpen(Conflict):
    """A justification of this price was asked for before."""


class BidderNotHeard(Conflict):
    """A price is not judged before its bidder has answered, or has let the time for an answer pass."""


class AnswerTooLate(Conflict):
    """The time for an answer is over, or the price was judged."""


class InquiryStatus(StrEnum):
    """Where the questioning of a price stands: demandée, fournie, then acceptée or rejetée."""

    ASKED = "asked"
    ANSWERED = "answered"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


_DECIDED = frozenset({InquiryStatus.ACCEPTED, InquiryStatus.REJECTED})

NEXT: Mapping[InquiryStatus, frozenset[InquiryStatus]] = {
    InquiryStatus.ASKED: frozenset({InquiryStatus.ANSWERED}) | _DECIDED,
    InquiryStatus.ANSWERED: _DECIDED,
    InquiryStatus.ACCEPTED: frozenset(),
    InquiryStatus.REJECTED: frozenset(),
}
"""Nothing rejects a price by itself, not even silence: a person decides (CCP L2152-6)."""


class SupportingDocument(Word):
    """A document that a bidder refers to, by its title and its SHA-256."""

    title: Text
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class Justification(Word):
    """What a bidder says of its price: CCP R2152-3."""

    text: Text
    documents: Annotated[tuple[SupportingDocument, ...], Field(max_length=50)] = ()
    answered_at: Instant


class PriceDecision(Word):
    """Who decided whether the justification holds, when, and why."""

    by: Text
    reason: Text
    decided_at: Instant


def inquiry_id(bid_id: UUID, lot: int) -> UUID:
    """The one identity of the inquiry into the price of a bid for a lot."""
    return uuid5(bid_id, f"inquiry/{lot}")


@dataclass(kw_only=True, eq=False)
class Inquiry(Aggregate):
    """The questioning of a price that seems abnormally low (demande de justification): CCP L2152-6, R2152-3.

    It tells no facts: how many prices were questioned is told when the lot is evaluated. `version` counts changes.
    """

    id: UUID
    tender_id: UUID
    bid_id: UUID
    lot: int
    status: InquiryStatus
    asked_by: str
    asked_at: datetime
    due: datetime
    justification: Justification | None = None
    decision: PriceDecision | None = None
    version: int = 1

    @classmethod
    def asked(cls, tender_id: UUID, bid_id: UUID, lot: int, due: datetime, *, by: str, now: datetime) -> Self:
        """Ask a bidder to justify its price until `due`."""
        if due <= now:
            raise DueInstantPassed(due=due.isoformat())
        return cls(
            id=inquiry_id(bid_id, lot),
            tender_id=tender_id,
            bid_id=bid_id,
            lot=lot,
            status=InquiryStatus.ASKED,
            asked_by=by,
            asked_at=now,
            due=due,
        )

    @property
    def decided(self) -> bool:
        """Whether a person has decided."""
        return self.status in _DECIDED

    def answer(self, text: Text, documents: tuple[SupportingDocument, ...], *, now: datetime) -> None:
        """What the bidder says, once and in time."""
        if self.status is not InquiryStatus.ASKED or now > self.due:
            raise AnswerTooLate(status=self.status.value, due=self.due.isoformat())
        self.justification = Justification(text=text, documents=documents, answered_at=now)
        self._move(InquiryStatus.ANSWERED)

    def decide(self, *, accepted: bool, reason: Text, by: str, now: datetime) -> None:
        """Accept or reject the price, after the answer or once the time for it has passed: CCP L2152-6, R2152-4."""
        if self.decided or (self.status is InquiryStatus.ASKED and now <= self.due):
            raise BidderNotHeard(status=self.status.value, due=self.due.isoformat(), article="CCP L2152-6")
        self.decision = PriceDecision(by=by, reason=reason, decided_at=now)
        self._move(InquiryStatus.ACCEPTED if accepted else InquiryStatus.REJECTED)

    def _move(self, status: InquiryStatus) -> None:
        self.status = status
        self.version += 1
