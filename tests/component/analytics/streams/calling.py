"""Tenders: published with lots, amended, asked about, withdrawn from, cancelled or closed."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from contracts.procedures import (
    Clauses,
    Criterion,
    CriterionKind,
    DossierWithdrawn,
    Framework,
    LotNotice,
    PhaseOpened,
    QuestionAnswered,
    Reservation,
    TenderAmended,
    TenderCancelled,
    TenderClosed,
    TenderFact,
    TenderPublished,
)
from contracts.vocabulary import Procedure, Technique, euros
from tests.component.analytics.streams.chronicle import Chronicle
from tests.component.analytics.streams.people import MANDATARY, REGION, People
from tests.component.analytics.streams.planning import CPVS, Purchase

KINDS = tuple(kind for kind in CriterionKind if kind is not CriterionKind.PRICE)


class Call:
    """A tender while bids may come."""

    def __init__(self, told: Chronicle, people: People, purchase: Purchase, published: date) -> None:
        self.told, self.people, self.purchase, self.id = told, people, purchase, told.identity()
        self.published = told.instant(published)
        self.deadline = self.published + timedelta(days=told.random.randint(12, 60), hours=told.random.randint(0, 23))
        technique = (Technique.SIMPLE, Technique.SIMPLE, Technique.FRAMEWORK, Technique.TRANCHES)
        self.technique = told.one(technique)
        self.lots = tuple(self._lot(number) for number in range(1, told.one((1, 1, 2, 3)) + 1))
        self.phase = "requests" if purchase.procedure is Procedure.RESTRICTED else "tenders"

    @property
    def mandator(self) -> str | None:
        """For whom the mandatary buys."""
        return REGION if self.purchase.buyer == MANDATARY else None

    def publish(self, entry: UUID | None, sourcing: UUID | None) -> None:
        told = self.told
        estimate = euros(sum(lot.value.amount for lot in self.lots if lot.value) or 25_000)
        exempt = self.purchase.procedure is Procedure.WITHOUT_PUBLICITY
        said: dict[str, Any] = {
            **vars(self.purchase),
            "technique": self.technique,
            "title": "Galv",
            "places": told.one(((), ("FRH03",))),
            "estimated_value": estimate,
            "published_at": self.published,
            "deadline": self.deadline,
            "lots": self.lots,
            "phase": self.phase,
            "electronic": told.chance(0.9),
            "exemption": told.one(("innovation", "urgency")) if exempt else None,
            "framework": Framework(maximum=estimate, months=24) if self.technique is Technique.FRAMEWORK else None,
            "on_behalf_of": self.mandator,
        }
        self.tell(
            TenderPublished(tender_id=self.id, plan_entry=entry, sourcing_request=sourcing, **said), self.published
        )

    def live(self) -> None:
        """What happens until the deadline."""
        for _ in range(self.told.one((0, 1, 3))):
            self._question()
        for _ in range(self.told.one((0, 2, 4))):
            self._withdrawal()
        for number in range(1, self.told.one((0, 0, 1, 2)) + 1):
            self._amend(number)

    def cancel(self) -> None:
        at = self.deadline + timedelta(days=self.told.random.randint(-5, 40))
        self.tell(TenderCancelled(tender_id=self.id, reason="Dilezet", cancelled_at=at), at)

    def close(self) -> None:
        self.tell(TenderClosed(tender_id=self.id, closed_at=self.deadline), self.deadline)

    def next_phase(self, at: datetime) -> None:
        """Invite to tender those who asked to take part."""
        self.phase, self.deadline = "tenders", at + timedelta(days=30)
        fact = PhaseOpened(tender_id=self.id, phase=self.phase, opened_at=at, deadline=self.deadline, invited=3)
        self.tell(fact, at)

    def tell(self, fact: TenderFact, at: datetime, subject: UUID | None = None) -> None:
        self.told.tell(fact, subject or self.id, self.id, at)

    def _between(self) -> datetime:
        return self.published + (self.deadline - self.published) * self.told.random.random()

    def _question(self) -> None:
        question, asked = self.told.identity(), self._between().replace(microsecond=0)
        answered = asked + timedelta(minutes=self.told.random.randint(5, 8000))
        told = QuestionAnswered(tender_id=self.id, question_id=question, asked_at=asked, answered_at=answered)
        self.tell(told, answered, question)

    def _withdrawal(self) -> None:
        withdrawal, at = self.told.identity(), self._between().replace(microsecond=0)
        identifier = self.told.one(self.people.companies).identifier
        named = identifier.id if identifier and identifier.scheme == "SIRET" and self.told.chance(0.8) else None
        fact = DossierWithdrawn(tender_id=self.id, withdrawal_id=withdrawal, withdrawn_at=at, organisation=named)
        self.tell(fact, at, withdrawal)

    def _amend(self, number: int) -> None:
        at, self.deadline = self.deadline - timedelta(days=2), self.deadline + timedelta(days=self.told.one((0, 7)))
        amendment = {"number": number, "summary": "Cheñchet", "substantial": False, "amended_at": at}
        self.tell(TenderAmended(tender_id=self.id, deadline=self.deadline, **amendment), at)

    def _lot(self, number: int) -> LotNotice:
        told = self.told
        said: dict[str, Any] = {
            "cpv": told.maybe(told.one(CPVS), 0.3),
            "value": told.maybe(told.money()),
            "months": told.maybe(told.one((2, 3, 4, 12, 48))),
            "criteria": self._criteria(),
            "clauses": some_clauses(told),
            "advance": told.maybe(told.one(("0.05", "0.3", "0.5"))),
            "advance_guarantee": told.chance(0.3),
            "insertion_hours": told.maybe(told.random.randint(10, 900), 0.3),
            "price_revision": told.maybe(told.chance(0.5)),
        }
        return LotNotice(number=number, title=f"Lodenn {number}", **said)

    def _criteria(self) -> tuple[Criterion, ...]:
        if self.told.chance(0.25):
            return ()
        first = Criterion(name="Priz", kind=CriterionKind.PRICE, weight=self.told.one((40, 60, 100)))
        if first.weight == 100:
            return (first,)
        left = 100 - first.weight
        part = self.told.one((10, left))
        others = (part, left - part) if part < left else (left,)
        return (first, *(Criterion(name="All", kind=self.told.one(KINDS), weight=weight) for weight in others))


def some_clauses(told: Chronicle) -> Clauses:
    often = {name: told.chance(0.3) for name in ("social", "environmental", "equality", "innovation")}
    return Clauses(**often, reserved=told.maybe(told.one(tuple(Reservation)), 0.15))
