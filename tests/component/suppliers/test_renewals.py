"""Contracts that end soon become purchases to plan."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from contracts.procedures import ContractEnded, ContractNotified, DataCorrected, PlannedPurchase
from tests.component.suppliers.registry import OTHERS, Registry
from tests.component.suppliers.test_awards import BUYER, a_contract, hear, told
from tests.held_clock import HeldClock

NOW = datetime(2027, 3, 1, 10, tzinfo=UTC)
KNOWN: dict[str, Any] = {"department": "dirn", "area": "travaux", "nature": "works"}


@pytest.fixture
async def radar(registry: Registry) -> Registry:
    registry.app.state.clock = HeldClock(shown=lambda: NOW)
    ends = {"1": date(2027, 8, 31), "2": date(2027, 3, 1), "3": date(2028, 3, 1), "4": date(2027, 2, 28)}
    contracts = [a_contract(reference, ends_on=day, **KNOWN) for reference, day in ends.items()]
    later = a_contract("5", ends_on=date(2028, 3, 2), **KNOWN)
    other = a_contract("6", ends_on=date(2027, 8, 31), **{**KNOWN, "buyer": OTHERS[1]})
    await hear(registry, *(told(ContractNotified, one) for one in (*contracts, later, other)))
    return registry


async def ending(registry: Registry, query: str = "") -> list[dict[str, Any]]:
    answer = await registry.get(f"/renewals?buyer={BUYER}{query}")
    assert answer.status_code == 200, answer.text
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


async def test_the_contracts_of_a_buyer_that_end_within_the_months_are_listed_the_next_first(radar: Registry) -> None:
    assert [one["reference"] for one in await ending(radar)] == ["2", "1", "3"]
    assert [one["reference"] for one in await ending(radar, "&within_months=6")] == ["2", "1"]


async def test_pages_lead_on_and_back(radar: Registry) -> None:
    first = (await radar.get(f"/renewals?buyer={BUYER}&limit=2")).json()
    second = (await radar.get(first["next"])).json()
    assert [one["reference"] for one in second["items"]] == ["3"]
    assert (await radar.get(second["prev"])).json()["items"] == first["items"]


async def test_the_entry_is_a_purchase_as_the_plan_takes_it(radar: Registry) -> None:
    entry = (await ending(radar))[1]["entry"]
    assert PlannedPurchase.model_validate(entry).quarter == "2027-Q3"
    assert None not in entry.values()


async def test_a_contract_that_is_over_or_was_corrected_follows_its_facts(radar: Registry) -> None:
    over = told(ContractEnded, a_contract("2", ends_on=date(2027, 3, 1), **KNOWN), 2, ended_on=date(2027, 3, 1))
    moved = told(DataCorrected, a_contract("1", ends_on=date(2029, 1, 1), **KNOWN), 2, reason="Erreur")
    await hear(radar, over, moved)
    assert [one["reference"] for one in await ending(radar)] == ["3"]
