"""What is done under a contract as figures read it: payments, invoices, reports on clauses and food."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from tests.unit.analytics.derivations.told_rows import BUYER, COMPANY, KEY, RIVAL, Market

CONTRACT, UNCOUNTED = UUID(int=80), UUID(int=81)
INVOICE, PAYMENT, REST, REPORT = UUID(int=90), UUID(int=91), UUID(int=92), UUID(int=93)
DIMENSIONS = {
    "key": KEY, "contract_id": CONTRACT, "buyer": BUYER, "principal": BUYER, "department": "roads", "area": "works",
    "cpv": "45000000", "nature": "works", "technique": "simple", "procedure": "open", "place": "35",
    "commune": "35238", "size": "pme", "territory": "region", "subsequent": False, "company": COMPANY,
}  # fmt: skip


@pytest.fixture
def market() -> Market:
    market = Market()
    market.give("contract", [DIMENSIONS])
    market.give(
        "holding",
        [{"key": KEY, "contract_id": CONTRACT, "company": each, "turnover": 1000} for each in (COMPANY, RIVAL)],
    )
    return market


def done(market: Market, act: UUID, kind: str, day: str, version: int = 1, **told: Any) -> None:
    on = date.fromisoformat(day)
    said = {"contract_id": CONTRACT, "buyer": BUYER, "valid_on": on, **told}
    market.tell("act_version", act_id=act, kind=kind, on=on, version=version, **said)


def test_a_payment_bears_the_dimensions_of_its_contract(market: Market) -> None:
    done(market, PAYMENT, "payment", "2026-03-05", value=600, invoice=INVOICE, delay_days=30, late=False)
    [row] = market.derive("act", "payment")
    assert (row["day"], row["value"], row["in_time"], row["department"]) == (date(2026, 3, 5), 600, True, "roads")
    assert (row["company"], row["turnover"]) == (COMPANY, 1000)


def test_a_corrected_payment_counts_as_it_was_corrected(market: Market) -> None:
    done(market, PAYMENT, "payment", "2026-03-05", value=600, invoice=INVOICE, delay_days=30)
    done(market, PAYMENT, "payment", "2026-03-09", 2, value=500, invoice=INVOICE, delay_days=34)
    assert [(row["day"], row["value"], row["in_time"]) for row in market.derive("act", "payment")] == [
        (date(2026, 3, 9), 500, False)
    ]
    assert market.derive("act", "payment", as_of=date(2026, 3, 8)) == [], (
        "it was never true that it was paid on the fifth"
    )


def test_a_payment_goes_to_who_sent_the_invoice(market: Market) -> None:
    done(market, INVOICE, "invoice", "2026-02-01", value=600, company=RIVAL)
    done(market, PAYMENT, "payment", "2026-03-05", value=600, invoice=INVOICE)
    assert [row["company"] for row in market.derive("act", "payment")] == [RIVAL]


def test_acts_under_a_contract_that_does_not_count_are_left_out(market: Market) -> None:
    done(market, INVOICE, "invoice", "2026-02-01", value=600, contract_id=UNCOUNTED)
    done(market, PAYMENT, "payment", "2026-03-05", value=600, invoice=INVOICE, contract_id=UNCOUNTED)
    assert (market.derive("act", "payment"), market.derive("act", "invoice")) == ([], [])


def test_an_invoice_is_settled_by_the_payment_that_reaches_it(market: Market) -> None:
    done(market, INVOICE, "invoice", "2026-02-01", value=600)
    done(market, PAYMENT, "payment", "2026-02-20", value=400, invoice=INVOICE)
    [row] = market.derive("act", "invoice")
    assert (row["settled_on"], row["paid_value"], row["days"]) == (None, 400, None)
    done(market, REST, "payment", "2026-03-10", value=200, invoice=INVOICE)
    [row] = market.derive("act", "invoice")
    assert (row["settled_on"], row["paid_value"], row["days"]) == (date(2026, 3, 10), 600, 37)
    assert [row["paid_value"] for row in market.derive("act", "invoice", as_of=date(2026, 3, 1))] == [400]


def test_an_invoice_that_nobody_paid_is_there_from_its_receipt_on(market: Market) -> None:
    done(market, INVOICE, "invoice", "2026-02-01", value=600)
    [row] = market.derive("act", "invoice")
    assert (row["day"], row["received_on"], row["paid_value"]) == (date(2026, 2, 1), date(2026, 2, 1), 0)
    assert market.derive("act", "invoice", as_of=date(2026, 1, 31)) == []


def test_a_report_on_clauses_counts_on_its_last_day(market: Market) -> None:
    told = {"starts_on": date(2026, 1, 1), "insertion_hours_contracted": 300, "insertion_hours_achieved": 120}
    done(market, REPORT, "clause", "2026-03-31", **told)
    done(market, REPORT, "clause", "2026-03-31", 2, **{**told, "insertion_hours_achieved": 140})
    [row] = market.derive("act", "report")
    assert (row["day"], row["insertion_hours_achieved"], row["size"]) == (date(2026, 3, 31), 140, "pme")


def test_a_report_on_food_counts_on_its_last_day(market: Market) -> None:
    told = {"value": 1000, "sustainable": 500, "organic": 200, "french": 700}
    done(market, REPORT, "food", "2026-12-31", starts_on=date(2026, 1, 1), **told)
    [row] = market.derive("act", "food")
    assert (row["day"], row["total"], row["organic"], row["european"]) == (date(2026, 12, 31), 1000, 200, None)
