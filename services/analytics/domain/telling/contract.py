"""What facts tell of contracts: one row a version, and one for each of its holders."""

from datetime import date
from typing import Any

from contracts.envelope import Envelope
from contracts.procedures import (
    ContractEnded,
    ContractFact,
    ContractModified,
    ContractNotified,
    ContractSigned,
    ContractTerminated,
)
from contracts.vocabulary import Clauses, ContractState, Holder
from services.analytics.domain.competition import is_competed
from services.analytics.domain.establishment import Location
from services.analytics.domain.holding import lead, portions
from services.analytics.domain.telling.row import Rows, Told, amount, frame, whose

_VALUES = ("planned", "initial", "current", "maximum")
_AS_TOLD = (
    "reference", "title", "buyer", "department", "area", "cpv", "nature", "procedure", "technique", "signed_on",
    "notified_on", "published_on", "ends_on", "ended_on", "months", "bids", "framework", "price_form",
    "price_revision", "advance", "advance_guarantee", "insertion_hours", "modifications", "electronic",
    "origin_france", "origin_european",
)  # fmt: skip
_CLAUSES = ("social", "environmental", "equality", "innovation", "reserved")


def contract_rows(fact: ContractFact, envelope: Envelope) -> Rows:
    """A version of a contract and its holders; `state` is kept with what this reader does not know of it."""
    row = {
        **frame(envelope, _valid_on(fact)),
        "contract_id": fact.contract_id,
        "kind": _KINDS.get(type(fact), "corrected"),
        "lot": fact.lot,
        "state": envelope.data["contract"],
        "modification_ground": fact.modification.ground if isinstance(fact, ContractModified) else None,
        **_of_state(fact.contract),
    }
    return [("contract_version", row), *_holders(fact, row)]


def _of_state(state: ContractState) -> dict[str, Any]:
    return {
        **{name: getattr(state, name) for name in _AS_TOLD},
        **{name: amount(getattr(state, name)) for name in _VALUES},
        **_of_clauses(state.clauses),
        "principal": state.on_behalf_of or state.buyer,
        "competed": is_competed(state.procedure),
        "places": state.places,
    }


def _of_clauses(clauses: Clauses | None) -> dict[str, Any]:
    return {name: getattr(clauses, name) for name in _CLAUSES} if clauses else {}


def _valid_on(fact: ContractFact) -> date | None:
    """Since when a version is true; of a correction only the version that it replaces can say so."""
    match fact:
        case ContractSigned():
            return fact.contract.signed_on
        case ContractNotified():
            return fact.contract.notified_on
        case ContractModified():
            return fact.modification.decided_on
        case ContractEnded():
            return fact.ended_on
        case ContractTerminated():
            return fact.termination.terminated_on
    return None


def _holders(fact: ContractFact, version: dict[str, Any]) -> list[Told]:
    holders = fact.contract.holders
    common = {name: version[name] for name in ("contract_id", "version", "key", "valid_on", "recorded_at")}
    first, parts = lead([holder.role for holder in holders]), portions(holders)
    return [
        ("holder_version", {**common, **_of_holder(holder), "ordinal": n, "is_lead": n == first, "portion": parts[n]})
        for n, holder in enumerate(holders)
    ]


def _of_holder(holder: Holder) -> dict[str, Any]:
    location = Location.of(holder.place)
    return {
        **whose(holder.identifier),
        "name": holder.name,
        "role": holder.role,
        "size": holder.size,
        "commune": holder.place.commune if holder.place else None,
        "department": location.department,
        "country": location.country,
        "natural_person": holder.natural_person,
        "social_economy": holder.social_economy,
        "inclusive": holder.inclusive,
    }


_KINDS: dict[type[ContractFact], str] = {
    ContractSigned: "signed",
    ContractNotified: "notified",
    ContractModified: "modified",
    ContractEnded: "ended",
    ContractTerminated: "terminated",
}
