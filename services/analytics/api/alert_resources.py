"""What callers send about alerts, and how alerts are shown."""

from datetime import datetime
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from contracts.observatory import IndicatorId
from contracts.vocabulary import Code, Siret
from services.analytics.domain.alert import Alert, AlertKind, Email, Interest


class GivenAlert(BaseModel):
    """What is listened for; a filter that is left out takes anything."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: AlertKind
    indicator: IndicatorId | None = None
    buyer: Siret | None = None
    department: Code | None = None
    email: Email | None = Field(None, description="where letters go, at most one a day; without, the list alone tells")

    def interest(self) -> Interest:
        """What is listened for."""
        buyer = str(self.buyer) if self.buyer else None
        return Interest(self.kind, self.indicator, buyer, self.department)


class AlertResource(BaseModel):
    """An alert of the caller."""

    id: UUID
    kind: AlertKind
    indicator: str | None
    buyer: str | None
    department: str | None
    email: str | None
    created_at: datetime

    @classmethod
    def of(cls, alert: Alert) -> "AlertResource":
        """The document of an alert."""
        return cls.model_validate(alert, from_attributes=True)


class AlertList(BaseModel):
    """The alerts of the caller."""

    items: list[AlertResource]


class NoticeResource(BaseModel):
    """What an alert told: of which fact, in one line."""

    alert: UUID
    subject: str
    fact: UUID
    type: str
    text: str
    at: datetime


class NoticePage(BaseModel):
    """What the caller's alerts told, the oldest first."""

    items: list[NoticeResource]
    next: str | None
    prev: str | None
