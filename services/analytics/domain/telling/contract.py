"""What facts tell of contracts: one row a version, and one for each of its holders."""

from decimal import Decimal
from typing import Any

from contracts.envelope import Envelope
from services.analytics.domain.competition import is_competed
from services.analytics.domain.holding import lead, portions
from services.analytics.domain.telling.row import Rows, Told, amount, frame, where, whose
from services.analytics.domain.telling.said import Clauses, Contract, Holder, OfContract

_VALUES = ("planned", "initial", "current", "maximum")
_AS_TOLD = (
    "reference", "title", "buyer", "department", "area", "cpv", "nature", "procedure", "technique", "signed_on",
    "notified_on", "published_on", "ends_on", "ended_on", "months", "bids", "framework", "price_form",
    "price_revision", "advance", "advance_guarantee", "insertion_hours", "modifications", "places", "electronic",
    "origin_france", "origin_european",
)  # fmt: skip
_CLAUSES = ("social", "environmental", "equality", "innovation", "reserved")
_OF_HOLDER = ("name", "role", "size", "natural_person", "social_economy", "inclusive")
_SHARED = ("contract_id", "version", "key", "valid_on", "recorded_at")


def signature_rows(fact: OfContract, envelope: Envelope) -> Rows:
    """A contract as it was signed."""
    return _version(fact, envelope, "signed", fact.contract.signed_on)


def notification_rows(fact: OfContract, envelope: Envelope) -> Rows:
    """A contract as it was notified, or as a register gave it."""
    return _version(fact, envelope, "notified", fact.contract.notified_on)


def modification_rows(fact: OfContract, envelope: Envelope) -> Rows:
    """A contract as a modification left it."""
    return _version(fact, envelope, "modified", fact.modification.decided_on if fact.modification else None)


def end_rows(fact: OfContract, envelope: Envelope) -> Rows:
    """A contract as it ended."""
    return _version(fact, envelope, "ended", fact.ended_on)


def termination_rows(fact: OfContract, envelope: Envelope) -> Rows:
    """A contract as it was ended before its time."""
    return _version(fact, envelope, "terminated", fact.termination.terminated_on if fact.termination else None)


def correction_rows(fact: OfContract, envelope: Envelope) -> Rows:
    """A contract as it should have been recorded: since when, only the version that it replaces can say."""
    return _version(fact, envelope, "corrected", None)


def _version(fact: OfContract, envelope: Envelope, kind: str, valid_on: str | None) -> Rows:
    """A version; `state` is kept with what this reader does not know of it."""
    row = {
        **frame(envelope, valid_on),
        "contract_id": fact.contract_id,
        "kind": kind,
        "lot": fact.lot,
        "state": envelope.data["contract"],
        "modification_ground": fact.modification.ground if fact.modification else None,
        **_of_state(fact.contract),
    }
    return [("contract_version", row), *_holders(fact.contract.holders, row)]


def _of_state(state: Contract) -> dict[str, Any]:
    return {
        **{name: getattr(state, name) for name in _AS_TOLD},
        **{name: amount(getattr(state, name)) for name in _VALUES},
        **(_of_clauses(state.clauses) if state.clauses else {}),
        "principal": state.on_behalf_of or state.buyer,
        "competed": is_competed(state.procedure),
    }


def _of_clauses(clauses: Clauses) -> dict[str, Any]:
    return {name: getattr(clauses, name) for name in _CLAUSES}


def _holders(holders: list[Holder], version: dict[str, Any]) -> list[Told]:
    shared = {name: version[name] for name in _SHARED}
    first = lead([holder.role for holder in holders])
    parts = portions([Decimal(holder.share) if holder.share else None for holder in holders])
    return [
        ("holder_version", {**shared, **_of_holder(holder), "ordinal": n, "is_lead": n == first, "portion": parts[n]})
        for n, holder in enumerate(holders)
    ]


def _of_holder(holder: Holder) -> dict[str, Any]:
    told = {name: getattr(holder, name) for name in _OF_HOLDER}
    return {**told, **whose(holder.identifier), **where(holder.place)}
