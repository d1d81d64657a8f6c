"""Until when a contract runs, and the purchase that could follow."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from contracts.procedures import ContractNotified
from contracts.vocabulary import ContractState, Holder, Identifier, euros
from services.suppliers.domain.renewals.running import Running, renewal, running

IDENTITY = UUID(int=3)


def a_state(**more: Any) -> ContractState:
    known = {"buyer": "23350001600040", "reference": "1", "title": "Voirie", "notified_on": date(2024, 8, 31)}
    told = {"department": "dirn", "area": "travaux", "cpv": "45233140", "nature": "works", "months": 30}
    holder = Holder(identifier=Identifier(id="79878508500035"), name="Le Forum")
    return ContractState.model_validate({**known, **told, "holders": (holder,), **more})


def runs(**more: Any) -> Running | None:
    return running(ContractNotified(contract_id=IDENTITY, procedure_id=IDENTITY, contract=a_state(**more)))


def a_renewal(**more: Any) -> Any:
    found = runs(**more)
    assert found is not None
    return renewal(found)


@pytest.mark.parametrize(
    ("known", "last"),
    [
        ({}, date(2027, 2, 28)),
        ({"ends_on": date(2027, 6, 30)}, date(2027, 6, 30)),
        ({"months": None}, None),
        ({"notified_on": None}, None),
        ({"ended_on": date(2025, 1, 1)}, None),
        ({"framework": UUID(int=9)}, None),
    ],
)
def test_a_contract_runs_until_the_day_agreed_or_for_its_months(known: dict[str, Any], last: date | None) -> None:
    found = runs(**known)
    assert (found.ends_on if found else None) == last


def test_a_renewal_begins_the_day_after_for_as_long_and_at_what_it_was_worth() -> None:
    entry = a_renewal(ends_on=date(2027, 3, 31), initial=euros(90_000), current=euros(80_000)).entry
    assert (entry.quarter, entry.months, entry.cpv) == ("2027-Q2", 30, "45233140")
    assert (entry.value.minimum, entry.value.maximum) == (euros(80_000), euros(90_000))


def test_what_a_register_does_not_tell_is_said_to_be_missing() -> None:
    found = a_renewal(cpv=None, area=None)
    assert (found.entry, found.missing) == (None, ("area", "cpv"))
    assert a_renewal().entry.value is None
