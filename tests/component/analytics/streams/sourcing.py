"""Sourcing requests: a need made known before any tender, who was asked and who answered."""

from datetime import date, datetime, timedelta
from uuid import UUID

from contracts.sourcing import (
    SourcingAnswered,
    SourcingClosed,
    SourcingDeclined,
    SourcingFact,
    SourcingOpened,
    SupplierInvited,
    SuppliersMatched,
)
from tests.component.analytics.streams.chronicle import Chronicle
from tests.component.analytics.streams.people import Company
from tests.component.analytics.streams.planning import Purchase


class Sourcing:
    """One request; `asked` may bid later, which is its yield."""

    def __init__(self, told: Chronicle, purchase: Purchase, opens: date, asked: list[Company]) -> None:
        self.told, self.asked, self.id, self.opens = told, asked, told.identity(), opens
        began = told.instant(opens)
        wanted = {name: getattr(purchase, name) for name in ("buyer", "department", "area", "cpv")}
        due = began + timedelta(days=20)
        self._tell(SourcingOpened(request_id=self.id, title="Ezhomm", opened_at=began, deadline=due, **wanted), began)
        matched = began + timedelta(hours=1)
        counts = {"count": len(asked), "newcomers": 0, "quota": 0}
        self._tell(SuppliersMatched(request_id=self.id, **counts, matched_at=matched), matched)
        for one in asked:
            self._ask(one)

    def _ask(self, company: Company) -> None:
        asked = self.told.instant(self.opens + timedelta(days=1))
        who = {"request_id": self.id, "identifier": company.identifier}
        self._tell(SupplierInvited(**who, batch=1, invited_at=asked), asked)
        said = self.told.instant(self.opens + timedelta(days=self.told.random.randint(2, 9)))
        for _ in range(self.told.one((0, 1, 1, 2))):
            self._tell(SourcingAnswered(**who, answered_at=said), said)
        if self.told.chance(0.2):
            self._tell(SourcingDeclined(**who, declined_at=said), said)

    def close(self, tender: UUID | None) -> None:
        at = self.told.instant(self.opens + timedelta(days=20))
        self._tell(SourcingClosed(request_id=self.id, tender_id=tender, closed_at=at), at)

    def _tell(self, fact: SourcingFact, at: datetime) -> None:
        self.told.tell(fact, self.id, self.id, at)
