"""One supplier in one sourcing request: asked once, answering as often as it likes until the end."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Self
from uuid import UUID, uuid5

from pydantic import Field

from chassis.aggregate import Aggregate
from chassis.errors import Conflict, NotFound
from contracts.fact import Fact
from contracts.sourcing import SourcingAnswered, SourcingDeclined, SupplierInvited
from contracts.vocabulary import Identifier, Instant, Money, Text, Word


class ContactStatus(StrEnum):
    """What became of a supplier in a request."""

    WAITING = "waiting"
    INVITED = "invited"
    ANSWERED = "answered"
    DECLINED = "declined"


NEXT: Mapping[ContactStatus, frozenset[ContactStatus]] = {
    ContactStatus.WAITING: frozenset({ContactStatus.INVITED}),
    ContactStatus.INVITED: frozenset({ContactStatus.ANSWERED, ContactStatus.DECLINED}),
    ContactStatus.ANSWERED: frozenset({ContactStatus.ANSWERED, ContactStatus.DECLINED}),
    ContactStatus.DECLINED: frozenset({ContactStatus.ANSWERED}),
}


class ContactNotFound(NotFound):
    """This supplier was not asked."""


class ContactRefused(Conflict):
    """The supplier was not asked yet, or no more answers are taken."""


class Reply(Word):
    """What a supplier says to one question of the request, by its place from 1."""

    question: Annotated[int, Field(ge=1, le=20)]
    text: Text


class Answer(Word):
    """One version of a supplier's answer: what it could offer, for about how much excluding VAT, within how many days.

    `at` is when it came.
    """

    text: Text
    replies: Annotated[tuple[Reply, ...], Field(max_length=20)] = ()
    price: Money | None = None
    days: Annotated[int, Field(ge=0, le=3650)] | None = None
    lots: Text | None = None
    at: Instant


def contact_id(request_id: UUID, supplier_id: UUID) -> UUID:
    """The one contact of a supplier in a request."""
    return uuid5(request_id, str(supplier_id))


@dataclass(kw_only=True, eq=False)
class Contact(Aggregate):
    """A supplier in a request; `rank` is its place among those proposed, `has_bid` and `has_won` what followed."""

    id: UUID
    request_id: UUID
    supplier_id: UUID
    identifier: Identifier
    rank: int
    status: ContactStatus = ContactStatus.WAITING
    batch: int | None = None
    invited_at: datetime | None = None
    seen_at: datetime | None = None
    answers: tuple[Answer, ...] = ()
    reason: Text | None = None
    has_bid: bool = False
    has_won: bool = False
    version: int = 0
    changes: int = 1

    @property
    def key(self) -> str:
        """The request whose facts it stands among."""
        return str(self.request_id)

    @property
    def revision(self) -> int:
        """Changes, those that nobody is told of included."""
        return self.changes

    @classmethod
    def waiting(cls, request_id: UUID, supplier_id: UUID, identifier: Identifier, rank: int) -> Self:
        """A supplier that may be asked."""
        return cls(
            id=contact_id(request_id, supplier_id),
            request_id=request_id,
            supplier_id=supplier_id,
            identifier=identifier,
            rank=rank,
        )

    def invite(self, batch: int, *, now: datetime) -> None:
        """Ask it, once."""
        self._move(ContactStatus.INVITED)
        self.batch, self.invited_at = batch, now
        self.tell(
            SupplierInvited(request_id=self.request_id, identifier=self.identifier, batch=batch, invited_at=now), at=now
        )

    def see(self, *, now: datetime) -> None:
        """It opened the request, for the first time."""
        if self.seen_at is None and self.status is not ContactStatus.WAITING:
            self.seen_at = now
            self.changes += 1

    def answer(self, answer: Answer, *, is_open: bool) -> None:
        """Take its answer, or another version of it."""
        self._must_be_open(is_open=is_open)
        self._move(ContactStatus.ANSWERED)
        self.answers = (*self.answers, answer)
        fact = SourcingAnswered(request_id=self.request_id, identifier=self.identifier, answered_at=answer.at)
        self.tell(fact, at=answer.at)

    def decline(self, reason: Text | None, *, is_open: bool, now: datetime) -> None:
        """It does not want to answer."""
        self._must_be_open(is_open=is_open)
        self._move(ContactStatus.DECLINED)
        self.reason = reason
        fact = {"identifier": self.identifier, "reason": reason, "declined_at": now}
        self.tell(SourcingDeclined(request_id=self.request_id, **fact), at=now)

    def must_be_asked(self) -> None:
        """Refuse whoever waits to be asked."""
        if self.invited_at is None:
            raise ContactRefused(status=self.status.value)

    def follow(self, *, has_bid: bool = False, has_won: bool = False) -> None:
        """What the facts of the tender tell of it: that it bid, that it won."""
        bid, won = self.has_bid or has_bid or has_won, self.has_won or has_won
        if (bid, won) != (self.has_bid, self.has_won):
            self.has_bid, self.has_won = bid, won
            self.changes += 1

    def tell(self, fact: Fact, at: datetime | None = None) -> None:
        """Record that `fact` happened; it is a change like others."""
        super().tell(fact, at)
        self.changes += 1

    def _move(self, status: ContactStatus) -> None:
        if status not in NEXT[self.status]:
            raise ContactRefused(status=self.status.value)
        self.status = status

    def _must_be_open(self, *, is_open: bool) -> None:
        if not is_open:
            raise ContactRefused("No more answers are taken", status=self.status.value)
