"""Sourcing requests, as suppliers tell them."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from contracts.envelope import Envelope
from contracts.sourcing import (
    SourcingAnswered,
    SourcingClosed,
    SourcingFact,
    SourcingOpened,
    SupplierInvited,
    SuppliersMatched,
)
from contracts.vocabulary import Identifier
from tests.component.analytics.competing import named
from tests.component.analytics.telling import REGION, told

AT = datetime(2025, 1, 10, 12, tzinfo=UTC)


class Request:
    """One request; its facts are told in turn."""

    def __init__(self, name: str) -> None:
        self.id, self.told = named(f"request {name}"), list[Envelope]()
        need = {"title": name, "buyer": REGION, "department": "schools", "area": "supplies", "cpv": "30197630"}
        self._say(SourcingOpened, **need, opened_at=AT, deadline=AT)

    def matched(self, count: int, newcomers: int, quota: int) -> "Request":
        return self._say(SuppliersMatched, count=count, newcomers=newcomers, quota=quota, matched_at=AT)

    def invited(self, *sirets: str) -> "Request":
        for siret in sirets:
            self._say(SupplierInvited, identifier=Identifier(id=siret), batch=1, invited_at=AT)
        return self

    def answered(self, *sirets: str) -> "Request":
        for siret in sirets:
            self._say(SourcingAnswered, identifier=Identifier(id=siret), answered_at=AT)
        return self

    def closed(self, tender: UUID | None = None) -> "Request":
        return self._say(SourcingClosed, tender_id=tender, closed_at=AT)

    def _say(self, kind: type[SourcingFact], **said: Any) -> "Request":
        self.told.append(told(kind(request_id=self.id, **said), self.id, len(self.told) + 1))
        return self
