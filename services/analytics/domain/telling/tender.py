"""What facts tell of tenders, of who took their documents, and of questions about them."""

from typing import Any

from contracts.calendar import day_of
from contracts.envelope import Envelope
from contracts.procedures import (
    BidsOpened,
    DossierWithdrawn,
    PhaseOpened,
    QuestionAnswered,
    TenderAmended,
    TenderCancelled,
    TenderClosed,
    TenderPublished,
)
from contracts.vocabulary import Instant
from services.analytics.domain.competition import is_competed
from services.analytics.domain.telling.lot import notice_rows
from services.analytics.domain.telling.row import Rows, Told, amount, frame, members

_AS_TOLD = members(
    "deadline", "phase", "title", "buyer", "department", "area", "cpv", "nature", "procedure", "technique", "places",
    "electronic", "exemption", "plan_entry", "sourcing_request", "within",
)  # fmt: skip
TenderStep = TenderPublished | TenderAmended | PhaseOpened | TenderClosed | BidsOpened | TenderCancelled


def publication_rows(fact: TenderPublished, envelope: Envelope) -> Rows:
    """A tender as it was advertised, and its lots."""
    told = {
        **_AS_TOLD(fact),
        "principal": fact.on_behalf_of or fact.buyer,
        "competed": is_competed(fact.procedure),
        "estimated": amount(fact.estimated_value),
        "maximum": amount(fact.framework.maximum) if fact.framework else None,
        "lots": len(fact.lots),
    }
    return [_step(fact, envelope, "published", fact.published_at, told), *notice_rows(fact, envelope)]


def amendment_rows(fact: TenderAmended, envelope: Envelope) -> Rows:
    """The deadline that holds since an amendment."""
    return [_step(fact, envelope, "amended", fact.amended_at, {"deadline": fact.deadline})]


def phase_rows(fact: PhaseOpened, envelope: Envelope) -> Rows:
    """A further phase, and its deadline."""
    told = {"deadline": fact.deadline, "phase": fact.phase}
    return [_step(fact, envelope, "phase-opened", fact.opened_at, told)]


def closing_rows(fact: TenderClosed, envelope: Envelope) -> Rows:
    """The time for bids ran out."""
    return [_step(fact, envelope, "closed", fact.closed_at, {})]


def opening_row(fact: BidsOpened, envelope: Envelope) -> Told:
    """An opening, and how many bids came too late for it."""
    return _step(fact, envelope, "opened", fact.opened_at, {"phase": fact.phase, "late": fact.late})


def cancellation_rows(fact: TenderCancelled, envelope: Envelope) -> Rows:
    """A tender that was dropped, and why."""
    return [_step(fact, envelope, "cancelled", fact.cancelled_at, {"reason": fact.reason})]


def withdrawal_rows(fact: DossierWithdrawn, envelope: Envelope) -> Rows:
    """Somebody took the documents."""
    row = {
        **frame(envelope, day_of(fact.withdrawn_at)),
        "withdrawal_id": fact.withdrawal_id,
        "tender_id": fact.tender_id,
        "organisation": fact.organisation,
        "company": fact.organisation and fact.organisation[:9],
        "at": fact.withdrawn_at,
    }
    return [("withdrawal", row)]


def question_rows(fact: QuestionAnswered, envelope: Envelope) -> Rows:
    """A question and its answer, by their instants."""
    row = {
        **frame(envelope, day_of(fact.answered_at)),
        "question_id": fact.question_id,
        "tender_id": fact.tender_id,
        "asked_at": fact.asked_at,
        "answered_at": fact.answered_at,
    }
    return [("question", row)]


def _step(fact: TenderStep, envelope: Envelope, kind: str, at: Instant, told: dict[str, Any]) -> Told:
    common = frame(envelope, day_of(at))
    return ("tender_version", {**common, "tender_id": fact.tender_id, "kind": kind, "at": at, **told})
