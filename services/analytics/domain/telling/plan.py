"""What facts tell of purchase plans."""

from datetime import datetime
from typing import Any

from contracts.calendar import day_of
from contracts.envelope import Envelope
from contracts.procedures import PlanEntryPublished, PlanEntryTendered, PlanEntryWithdrawn, PlanFact
from services.analytics.domain.telling.row import Rows, amount, frame, members

_AS_TOLD = members("title", "buyer", "department", "area", "cpv", "nature", "procedure", "quarter")


def entry_rows(fact: PlanEntryPublished, envelope: Envelope) -> Rows:
    """An entry as it was announced, or as it was changed."""
    band = fact.entry.value
    told = {
        **_AS_TOLD(fact.entry),
        "minimum": amount(band.minimum) if band else None,
        "most": amount(band.maximum) if band else None,
    }
    return _version(fact, envelope, "published", fact.announced_at, told)


def tendered_rows(fact: PlanEntryTendered, envelope: Envelope) -> Rows:
    """A tender came of the entry."""
    return _version(fact, envelope, "tendered", fact.tendered_at, {"tender_id": fact.tender_id})


def withdrawal_rows(fact: PlanEntryWithdrawn, envelope: Envelope) -> Rows:
    """The entry was given up."""
    return _version(fact, envelope, "withdrawn", fact.withdrawn_at, {})


def _version(fact: PlanFact, envelope: Envelope, kind: str, said: datetime | None, told: dict[str, Any]) -> Rows:
    at = said or envelope.time
    return [
        ("plan_version", {**frame(envelope, day_of(at)), "entry_id": fact.entry_id, "kind": kind, "at": at, **told})
    ]
