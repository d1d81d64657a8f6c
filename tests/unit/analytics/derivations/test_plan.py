"""An entry of a purchase plan as it was announced last, and what came of it."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from tests.unit.analytics.derivations.told_rows import BUYER, TENDER, Market, at

ENTRY = UUID(int=50)


def told(market: Market, version: int, kind: str, day: str, **row: Any) -> None:
    market.tell(
        "plan_version", entry_id=ENTRY, key=ENTRY, version=version, kind=kind, at=at(day),
        valid_on=date.fromisoformat(day), **row,
    )  # fmt: skip


@pytest.fixture
def market() -> Market:
    market = Market()
    told(market, 1, "published", "2026-01-10", quarter="2026-Q2", buyer=BUYER, title="A bridge", cpv="45000000")
    return market


def test_an_entry_falls_in_its_quarter_and_is_due_at_its_end(market: Market) -> None:
    [row] = market.derive("plan")
    assert (row["day"], row["due"], row["principal"]) == (date(2026, 4, 1), date(2026, 6, 30), BUYER)
    assert (row["tendered_on"], row["withdrawn"], row["announced_on"]) == (None, False, date(2026, 1, 10))


def test_the_last_quarter_of_a_year_ends_with_it(market: Market) -> None:
    told(market, 2, "published", "2026-02-01", quarter="2026-Q4", buyer=BUYER)
    assert [(row["day"], row["due"]) for row in market.derive("plan")] == [(date(2026, 10, 1), date(2026, 12, 31))]


def test_a_changed_entry_is_what_it_was_changed_to_and_was_announced_when_it_first_was(market: Market) -> None:
    told(market, 2, "published", "2026-02-01", quarter="2026-Q3", buyer=BUYER, title="A tunnel")
    [row] = market.derive("plan")
    assert (row["title"], row["day"], row["announcements"]) == ("A tunnel", date(2026, 7, 1), 2)
    assert row["announced_on"] == date(2026, 1, 10)
    assert [row["title"] for row in market.derive("plan", as_of=date(2026, 1, 31))] == ["A bridge"]


def test_the_first_tender_that_came_of_it_counts(market: Market) -> None:
    told(market, 2, "tendered", "2026-05-01", tender_id=TENDER)
    told(market, 3, "tendered", "2026-09-01", tender_id=UUID(int=2))
    assert [row["tendered_on"] for row in market.derive("plan")] == [date(2026, 5, 1)]


def test_a_withdrawn_entry_says_since_when(market: Market) -> None:
    told(market, 2, "withdrawn", "2026-03-01")
    assert [(row["withdrawn"], row["withdrawn_on"]) for row in market.derive("plan")] == [(True, date(2026, 3, 1))]
    assert [row["withdrawn"] for row in market.derive("plan", as_of=date(2026, 2, 28))] == [False]
