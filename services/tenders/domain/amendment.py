"""Changes of a call while bids may come (avis rectificatif)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Annotated
from uuid import UUID

from pydantic import Field

from chassis.errors import Unacceptable
from contracts.calendar import day_of
from contracts.procedures import DocumentReference, TenderAmended
from contracts.vocabulary import Instant, Text, Word
from services.tenders.domain.time_limits import TimeLimit

_EXTENDS = "CCP R2151-4"


class DeadlineShortened(Unacceptable):
    """An amendment never brings the deadline forward."""


class ExtensionMissing(Unacceptable):
    """A substantial amendment moves the deadline."""


class ExtensionTooShort(Unacceptable):
    """The new deadline leaves too little time to take the amendment into account."""


class Amendment(Word):
    """An amendment as it was told; `warnings` say what was doubtful about it."""

    number: Annotated[int, Field(ge=1)]
    summary: Text
    reason: Text
    substantial: bool
    deadline: Instant
    amended_at: Instant
    documents: tuple[DocumentReference, ...] = ()
    warnings: tuple[str, ...] = ()

    def fact(self, tender_id: UUID) -> TenderAmended:
        """What everybody is told of it."""
        told = {name: value for name, value in self if name in TenderAmended.model_fields}
        return TenderAmended(tender_id=tender_id, **told)


@dataclass(frozen=True)
class Change:
    """What a buyer wants to change: `deadline` where it moves; criteria and weights never are changed."""

    summary: Text
    reason: Text
    substantial: bool
    deadline: datetime | None = None

    def made(
        self,
        number: int,
        documents: tuple[DocumentReference, ...],
        *,
        deadline: datetime,
        now: datetime,
        limit: TimeLimit,
    ) -> Amendment:
        """The amendment that it makes of a call with this deadline."""
        moved, warnings = self._deadline_after(deadline, now, limit)
        return Amendment(
            number=number,
            summary=self.summary,
            reason=self.reason,
            substantial=self.substantial,
            deadline=moved,
            amended_at=now,
            documents=documents,
            warnings=warnings,
        )

    def _deadline_after(self, current: datetime, now: datetime, limit: TimeLimit) -> tuple[datetime, tuple[str, ...]]:
        """The deadline that follows, and warnings: it never comes sooner, and is later where the change weighs.

        What weighs leaves at least `limit` days from now on; the law asks for time in proportion (CCP R2151-4).
        """
        wanted = self.deadline or current
        if wanted < current:
            raise DeadlineShortened(deadline=current.isoformat(), article=_EXTENDS)
        earliest = day_of(now) + timedelta(days=limit.days)
        if self.substantial and wanted == current:
            raise ExtensionMissing(deadline=current.isoformat(), earliest=earliest.isoformat(), article=_EXTENDS)
        if day_of(wanted) >= earliest:
            return wanted, ()
        if self.substantial and limit.binding:
            sentence = f"A substantial amendment leaves {limit.days} days: {earliest} or later."
            facts = {"minimum_days": limit.days, "earliest": earliest.isoformat()}
            raise ExtensionTooShort(sentence, **facts, article=limit.article)
        return wanted, (f"The amendment comes less than {limit.days} days before the deadline ({limit.article}).",)
