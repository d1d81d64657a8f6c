"""What facts tell of sourcing requests."""

from typing import Any

from contracts.envelope import Envelope
from contracts.sourcing import (
    SourcingAnswered,
    SourcingClosed,
    SourcingDeclined,
    SourcingFact,
    SourcingOpened,
    SupplierInvited,
    SuppliersMatched,
)
from contracts.vocabulary import Instant
from services.analytics.domain.telling.row import Rows, amount, members, told_by, whose

_AS_TOLD = members("title", "buyer", "department", "area", "cpv", "deadline")


def opening_rows(fact: SourcingOpened, envelope: Envelope) -> Rows:
    """A request, and the need it describes."""
    told = {
        **_AS_TOLD(fact),
        "minimum": amount(fact.value.minimum) if fact.value else None,
        "most": amount(fact.value.maximum) if fact.value else None,
    }
    return _event(fact, envelope, "opened", fact.opened_at, told)


def matching_rows(fact: SuppliersMatched, envelope: Envelope) -> Rows:
    """How many suppliers were proposed, and how many of them were new."""
    told = {"matched": fact.count, "newcomers": fact.newcomers, "quota": fact.quota}
    return _event(fact, envelope, "matched", fact.matched_at, told)


def invitation_rows(fact: SupplierInvited, envelope: Envelope) -> Rows:
    """A supplier was asked."""
    told = {**whose(fact.identifier), "mailing": fact.batch}
    return _event(fact, envelope, "invited", fact.invited_at, told)


def answer_rows(fact: SourcingAnswered, envelope: Envelope) -> Rows:
    """A supplier answered."""
    return _event(fact, envelope, "answered", fact.answered_at, whose(fact.identifier))


def refusal_rows(fact: SourcingDeclined, envelope: Envelope) -> Rows:
    """A supplier does not want to answer."""
    told = {**whose(fact.identifier), "reason": fact.reason}
    return _event(fact, envelope, "declined", fact.declined_at, told)


def closing_rows(fact: SourcingClosed, envelope: Envelope) -> Rows:
    """The end of a request."""
    return _event(fact, envelope, "closed", fact.closed_at, {"tender_id": fact.tender_id})


def _event(fact: SourcingFact, envelope: Envelope, kind: str, at: Instant, told: dict[str, Any]) -> Rows:
    return [("sourcing_event", {**told_by(envelope, at), "request_id": fact.request_id, "kind": kind, **told})]
