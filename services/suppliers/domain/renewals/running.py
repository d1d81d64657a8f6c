"""A contract that runs, and the planned purchase that could follow it."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from contracts.procedures import ContractEnded, ContractFact, ContractTerminated, PlannedPurchase, ValueBand
from contracts.vocabulary import ContractState, Siret

NEEDED = ("department", "area", "cpv", "nature")
"""What an entry of a purchase plan has to say, and a register may not know of a contract."""
MONTHS_A_YEAR = 12
MONTHS_A_QUARTER = 3


@dataclass(frozen=True)
class Running:
    """A notified contract that is not over, and its last day."""

    contract_id: UUID
    buyer: Siret
    ends_on: date
    contract: ContractState


@dataclass(frozen=True)
class Renewal:
    """The purchase that could follow a contract, ready to be announced; None where `missing` is not known."""

    entry: PlannedPurchase | None
    missing: tuple[str, ...]


def running(fact: ContractFact) -> Running | None:
    """The contract as it runs, by its latest version; None before its notification, and once it is over.

    What was called under a framework agreement is not bought anew by itself: the framework is.
    """
    state, is_over = fact.contract, isinstance(fact, ContractEnded | ContractTerminated)
    last = last_day(state)
    if is_over or state.notified_on is None or state.ended_on or state.framework or last is None:
        return None
    return Running(fact.contract_id, state.buyer, last, state)


def last_day(state: ContractState) -> date | None:
    """As agreed, or so many months after its notification; None where neither is known."""
    if state.ends_on or state.notified_on is None or state.months is None:
        return state.ends_on
    return months_after(state.notified_on, state.months)


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last of that month where it is shorter."""
    year, month = divmod(day.year * MONTHS_A_YEAR + day.month - 1 + months, MONTHS_A_YEAR)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def renewal(one: Running) -> Renewal:
    """What could be bought again: for as long, from the day after the last one, at what it was worth."""
    state = one.contract
    if missing := tuple(name for name in NEEDED if getattr(state, name) is None):
        return Renewal(None, missing)
    known = {name: getattr(state, name) for name in ("title", "buyer", *NEEDED, "procedure", "places")}
    more = {"quarter": _quarter(one.ends_on + timedelta(days=1)), "months": state.months or None, "value": _band(state)}
    return Renewal(PlannedPurchase(**known, **more, reference=f"renewal {one.contract_id}"), ())


def _quarter(day: date) -> str:
    return f"{day.year}-Q{(day.month - 1) // MONTHS_A_QUARTER + 1}"


def _band(state: ContractState) -> ValueBand | None:
    """Between what it was worth at first and what it became."""
    values: list[Any] = sorted(filter(None, (state.initial, state.current)), key=lambda money: money.amount)
    return ValueBand(minimum=values[0], maximum=values[-1]) if values else None
