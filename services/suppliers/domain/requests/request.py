"""A sourcing request, from its draft until no more answers are taken."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Self
from uuid import UUID

from chassis.aggregate import Aggregate
from chassis.errors import Conflict, NotFound, Unacceptable
from contracts.fact import Fact
from contracts.sourcing import SourcingClosed, SourcingOpened, SuppliersMatched
from services.suppliers.domain.requests.attachment import Attachment, Attachments, among, joined
from services.suppliers.domain.requests.contact import Contact
from services.suppliers.domain.requests.quiet_hours import may_write, next_moment, next_morning
from services.suppliers.domain.requests.terms import RequestTerms


class RequestStatus(StrEnum):
    """Where a request stands."""

    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"


NEXT: Mapping[RequestStatus, frozenset[RequestStatus]] = {
    RequestStatus.DRAFT: frozenset({RequestStatus.OPEN, RequestStatus.CLOSED}),
    RequestStatus.OPEN: frozenset({RequestStatus.CLOSED}),
    RequestStatus.CLOSED: frozenset(),
}


class RequestNotFound(NotFound):
    """There is no such sourcing request of this buyer."""


class RequestRefused(Conflict):
    """The sourcing request does not stand where this would be possible."""


class DeadlinePassed(Unacceptable):
    """The deadline for answers has to lie ahead."""


@dataclass(kw_only=True, eq=False)
class SourcingRequest(Aggregate):
    """A need put to suppliers (demande de sourcing): CCP R2111-1.

    `batches` counts the mailings, `next_batch_at` is when the next one is due; None once enough have answered.
    """

    id: UUID
    terms: RequestTerms
    status: RequestStatus = RequestStatus.DRAFT
    match_id: UUID | None = None
    batches: int = 0
    next_batch_at: datetime | None = None
    tender_id: UUID | None = None
    opened_at: datetime | None = None
    closed_at: datetime | None = None
    attachments: Attachments = ()
    version: int = 0
    changes: int = 1

    @property
    def revision(self) -> int:
        """Changes, those that nobody is told of included."""
        return self.changes

    @property
    def due_at(self) -> datetime | None:
        """When time moves it: the next mailing, or the end."""
        if self.status is not RequestStatus.OPEN:
            return None
        return min(self.terms.deadline, self.next_batch_at or self.terms.deadline)

    def is_open(self, now: datetime) -> bool:
        """Whether answers are taken."""
        return self.status is RequestStatus.OPEN and now < self.terms.deadline

    def change(self, terms: RequestTerms) -> None:
        """Replace what a draft asks."""
        self.must_be_draft()
        self.terms = terms
        self.changes += 1

    def attach(self, attachment: Attachment) -> None:
        """Add a file to a draft, in the place of one of its name."""
        self.must_be_draft()
        self.attachments = joined(self.attachments, attachment)
        self.changes += 1

    def detach(self, name: str) -> None:
        """Drop a file of a draft."""
        self.must_be_draft()
        dropped = among(self.attachments, name)
        self.attachments = tuple(one for one in self.attachments if one is not dropped)
        self.changes += 1

    def propose(self, match_id: UUID, *, count: int, newcomers: int, quota: int, now: datetime) -> None:
        """Take over the suppliers that a match proposes."""
        if self.status is RequestStatus.CLOSED:
            raise RequestRefused(status=self.status.value)
        self.match_id = match_id
        fact = {"count": count, "newcomers": newcomers, "quota": quota, "matched_at": now}
        self.tell(SuppliersMatched(request_id=self.id, **fact), at=now)

    def open(self, *, now: datetime) -> None:
        """Let suppliers be asked, from the next hour at which letters may be sent on."""
        if self.terms.deadline <= now:
            raise DeadlinePassed(deadline=self.terms.deadline.isoformat())
        self._move(RequestStatus.OPEN)
        self.opened_at, self.next_batch_at = now, next_moment(now)
        self.tell(self._opened(now), at=now)

    def send_batch(self, waiting: Sequence[Contact], *, answered: int, now: datetime) -> Sequence[Contact]:
        """Ask the next suppliers of those who wait, the best first, unless enough have answered or it is night.

        Gives those who are asked now; the next mailing is due on the next working morning.
        """
        if self.status is not RequestStatus.OPEN or now >= self.terms.deadline:
            return ()
        if answered >= self.terms.enough or not waiting:
            self._plan(None)
            return ()
        if not may_write(now):
            self._plan(next_moment(now))
            return ()
        asked = waiting[: self.terms.batch]
        self.batches += 1
        for contact in asked:
            contact.invite(self.batches, now=now)
        self._plan(next_morning(now))
        return asked

    def postpone(self, *, now: datetime) -> None:
        """Leave the next mailing to another day: everybody who waits was asked often enough lately."""
        self._plan(next_morning(now))

    def resume(self, *, now: datetime) -> None:
        """Plan another mailing: suppliers were added, or an answer was taken back."""
        if self.status is RequestStatus.OPEN and self.next_batch_at is None:
            self._plan(next_moment(now))

    def close(self, *, now: datetime, tender_id: UUID | None = None) -> None:
        """Take no more answers."""
        self._move(RequestStatus.CLOSED)
        self.closed_at, self.next_batch_at = now, None
        self.tender_id = tender_id or self.tender_id
        self.tell(SourcingClosed(request_id=self.id, tender_id=self.tender_id, closed_at=now), at=now)

    def link(self, tender_id: UUID, *, now: datetime) -> None:
        """The tender that came of it was published: what is open is closed with it."""
        if self.status is RequestStatus.OPEN:
            self.close(now=now, tender_id=tender_id)
        elif self.tender_id is None:
            self.tender_id = tender_id
            self.changes += 1

    def tell(self, fact: Fact, at: datetime | None = None) -> None:
        """Record that `fact` happened; it is a change like others."""
        super().tell(fact, at)
        self.changes += 1

    @classmethod
    def drafted(cls, request_id: UUID, terms: RequestTerms) -> Self:
        """A request that nobody sees yet."""
        return cls(id=request_id, terms=terms)

    def _plan(self, moment: datetime | None) -> None:
        self.next_batch_at = moment
        self.changes += 1

    def must_be_draft(self) -> None:
        """Refuse to change what somebody may have been asked already (égalité de traitement): CCP L3."""
        if self.status is not RequestStatus.DRAFT:
            raise RequestRefused(status=self.status.value)

    def _move(self, status: RequestStatus) -> None:
        if status not in NEXT[self.status]:
            raise RequestRefused(status=self.status.value)
        self.status = status

    def _opened(self, now: datetime) -> SourcingOpened:
        terms = self.terms
        return SourcingOpened(
            request_id=self.id,
            title=terms.title,
            buyer=terms.buyer,
            department=terms.department,
            area=terms.area,
            cpv=terms.cpv,
            value=terms.value if terms.value_shared else None,
            opened_at=now,
            deadline=terms.deadline,
        )
