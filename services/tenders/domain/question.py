"""What suppliers ask about a call, and what they are answered; who asked is never shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Self
from uuid import UUID

from chassis.aggregate import Aggregate
from chassis.errors import Conflict, NotFound, Unacceptable
from contracts.calendar import day_of
from contracts.fact import Fact
from contracts.procedures import QuestionAnswered
from contracts.vocabulary import Audience, Siret, Text
from services.tenders.domain.buyer import Buyer
from services.tenders.domain.tender import Tender
from services.tenders.domain.tender_status import TenderStatus
from services.tenders.domain.time_limits import TimeLimit


class QuestionStatus(StrEnum):
    """Where a question stands."""

    ASKED = "asked"
    ANSWERED = "answered"
    DECLINED = "declined"


NEXT: Mapping[QuestionStatus, frozenset[QuestionStatus]] = {
    QuestionStatus.ASKED: frozenset({QuestionStatus.ANSWERED, QuestionStatus.DECLINED}),
    QuestionStatus.ANSWERED: frozenset(),
    QuestionStatus.DECLINED: frozenset(),
}


class QuestionNotFound(NotFound):
    """The tender has no such question, or it is not for this reader."""


class QuestionSettled(Conflict):
    """The question was answered or declined already."""


class QuestionsClosed(Conflict):
    """No bids are being taken: nothing is asked or answered any more."""


class QuestionTooLate(Unacceptable):
    """The question comes too late to be answered in time."""


class AnswerTooLate(Conflict):
    """The answer comes too near to the deadline: an amendment has to move the deadline first."""


class ContactMissing(Unacceptable):
    """Whoever asks without a key of its organisation leaves an address to be answered at."""


@dataclass(kw_only=True, eq=False)
class Question(Aggregate):
    """A question of a supplier about the call. `organisation` and `email` are its asker's, and stay here."""

    id: UUID
    tender_id: UUID
    text: Text
    asked_at: datetime
    organisation: Siret | None = None
    email: str | None = None
    status: QuestionStatus = QuestionStatus.ASKED
    answer: Text | None = None
    audience: Audience | None = None
    settled_at: datetime | None = None
    version: int = 0
    revision: int = 1

    @property
    def key(self) -> str:
        """The procedure whose facts it stands among."""
        return str(self.tender_id)

    @classmethod
    def ask(
        cls, tender: Tender, question_id: UUID, text: Text, *, organisation: Siret | None, email: str | None,
        now: datetime, limit: TimeLimit | None,
    ) -> Self:  # fmt: skip
        """Ask while bids may come, and early enough to be answered `limit` days before the deadline: CCP R2132-6."""
        deadline = _deadline_ahead(tender, now)
        last = last_day(deadline, limit)
        if limit and day_of(now) > last:
            raise QuestionTooLate(f"Questions are taken until {last}", last_day=last.isoformat(), article=limit.article)
        if organisation is None and email is None:
            raise ContactMissing
        return cls(id=question_id, tender_id=tender.id, text=text, asked_at=now, organisation=organisation, email=email)

    def reply(
        self, tender: Tender, answer: Text, *, to: Audience, wording: Text | None, by: Buyer, now: datetime,
        limit: TimeLimit | None,
    ) -> None:  # fmt: skip
        """Answer, `limit` days before the deadline at the latest, or after it moved: CCP R2132-6, R2151-4.

        `wording` replaces the question's own where that says who asked.
        """
        tender.answer_to(by)
        deadline = _deadline_ahead(tender, now)
        self._must_allow(QuestionStatus.ANSWERED)
        if limit and day_of(now) > last_day(deadline, limit):
            earliest = (day_of(now) + timedelta(days=limit.days)).isoformat()
            raise AnswerTooLate(f"The deadline has to move to {earliest}", earliest=earliest, article=limit.article)
        self.text, self.answer, self.audience = wording or self.text, answer, to
        self._settle(QuestionStatus.ANSWERED, now)
        self.tell(self._answered(now, is_public=to is Audience.ALL), at=now)

    def decline(self, tender: Tender, reason: Text, *, by: Buyer, now: datetime) -> None:
        """Leave without an answer, and tell the asker alone why."""
        tender.answer_to(by)
        _deadline_ahead(tender, now)
        self._must_allow(QuestionStatus.DECLINED)
        self.answer, self.audience = reason, Audience.ASKER
        self._settle(QuestionStatus.DECLINED, now)
        self.revision += 1

    def tell(self, fact: Fact, at: datetime | None = None) -> None:
        """Record that `fact` happened; it is a change like others."""
        super().tell(fact, at)
        self.revision += 1

    def _settle(self, status: QuestionStatus, now: datetime) -> None:
        self.status, self.settled_at = status, now

    def _must_allow(self, status: QuestionStatus) -> None:
        if status not in NEXT[self.status]:
            raise QuestionSettled(status=self.status.value)

    def _answered(self, now: datetime, *, is_public: bool) -> QuestionAnswered:
        return QuestionAnswered(
            tender_id=self.tender_id,
            question_id=self.id,
            asked_at=self.asked_at,
            answered_at=now,
            question=self.text if is_public else None,
            answer=self.answer if is_public else None,
        )


def last_day(deadline: datetime, limit: TimeLimit | None) -> date:
    """The last day on which a question can be asked and answered in time."""
    return day_of(deadline) - timedelta(days=limit.days if limit else 0)


def _deadline_ahead(tender: Tender, now: datetime) -> datetime:
    if tender.status is not TenderStatus.PUBLISHED or tender.deadline is None or now >= tender.deadline:
        raise QuestionsClosed(status=tender.status.value)
    return tender.deadline
