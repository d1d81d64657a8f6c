"""What facts tell of contracts: one row a version, and one for each of its holders."""

from decimal import Decimal
from typing import Any

from contracts.envelope import Envelope
from contracts.vocabulary import Role, Technique
from services.analytics.domain.competition import is_competed
from services.analytics.domain.holding import lead, portions
from services.analytics.domain.telling.row import Rows, Told, frame
from services.analytics.domain.telling.said import Contract, Holder, OfContract
from services.analytics.domain.telling.written import written_amount, written_operator, written_place

_AS_TOLD = (
    "reference", "title", "buyer", "department", "area", "cpv", "nature", "procedure", "signed_on", "notified_on",
    "published_on", "ends_on", "ended_on", "months", "bids", "framework", "price_form", "price_revision", "advance",
    "advance_guarantee", "insertion_hours", "modifications", "electronic", "origin_france", "origin_european",
)  # fmt: skip
_CLAUSES = ("social", "environmental", "equality", "innovation")


def signature_rows(fact: OfContract, envelope: Envelope) -> Rows:
    """A contract as it was signed."""
    return _version(fact, envelope, "signed", fact["contract"].get("signed_on"))


def notification_rows(fact: OfContract, envelope: Envelope) -> Rows:
    """A contract as it was notified, or as a register gave it."""
    return _version(fact, envelope, "notified", fact["contract"].get("notified_on"))


def modification_rows(fact: OfContract, envelope: Envelope) -> Rows:
    """A contract as a modification left it."""
    ground, decided_on = fact["modification"]["ground"], fact["modification"]["decided_on"]
    return _version(fact, envelope, "modified", decided_on, modification_ground=ground)


def end_rows(fact: OfContract, envelope: Envelope) -> Rows:
    """A contract as it ended."""
    return _version(fact, envelope, "ended", fact["ended_on"])


def termination_rows(fact: OfContract, envelope: Envelope) -> Rows:
    """A contract as it was ended before its time."""
    return _version(fact, envelope, "terminated", fact["termination"]["terminated_on"])


def correction_rows(fact: OfContract, envelope: Envelope) -> Rows:
    """A contract as it should have been recorded: since when, only the version that it replaces can say."""
    return _version(fact, envelope, "corrected", None)


def _version(
    fact: OfContract, envelope: Envelope, kind: str, valid_on: str | None, modification_ground: str | None = None
) -> Rows:
    """A version; `state` is kept with what this reader does not know of it."""
    state, shared = fact["contract"], {"contract_id": fact["contract_id"], **frame(envelope, valid_on)}
    row = {
        **shared,
        **_of_state(state),
        "kind": kind,
        "lot": fact.get("lot"),
        "state": state,
        "modification_ground": modification_ground,
    }
    return [("contract_version", row), *_holders(state["holders"], shared)]


def _of_state(state: Contract) -> dict[str, Any]:
    said = state.get
    row = {name: said(name) for name in _AS_TOLD}
    row["planned"] = written_amount(state.get("planned"))
    row["initial"] = written_amount(state.get("initial"))
    row["current"] = written_amount(state.get("current"))
    row["maximum"] = written_amount(state.get("maximum"))
    row["principal"] = said("on_behalf_of") or state["buyer"]
    row["technique"] = said("technique", Technique.SIMPLE)
    row["competed"] = is_competed(state.get("procedure"))
    row["places"] = said("places", [])
    if clauses := state.get("clauses"):
        row |= {name: clauses.get(name, False) for name in _CLAUSES}
        row["reserved"] = clauses.get("reserved")
    return row


def _holders(holders: list[Holder], shared: dict[str, Any]) -> list[Told]:
    roles = [holder.get("role", Role.SOLE) for holder in holders]
    parts = portions([Decimal(share) if (share := holder.get("share")) else None for holder in holders])
    first = lead(roles)
    return [
        ("holder_version", {**shared, **_of_holder(holder), "ordinal": n, "is_lead": n == first, "portion": parts[n]})
        for n, holder in enumerate(holders)
    ]


def _of_holder(holder: Holder) -> dict[str, Any]:
    said = holder.get
    return {
        "name": holder["name"],
        "role": said("role", Role.SOLE),
        "size": said("size"),
        "natural_person": said("natural_person", False),
        "social_economy": said("social_economy"),
        "inclusive": said("inclusive"),
        "payment_days": said("payment_days"),
        **written_operator(holder.get("identifier")),
        **written_place(holder.get("place")),
    }
