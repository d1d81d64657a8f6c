"""What was paid under a contract, as far as it was true."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from tests.unit.analytics.derivations.told_rows import BUYER, COMPANY, Market

CONTRACT, PAYMENT, ADVANCE = UUID(int=80), UUID(int=91), UUID(int=92)
DAY = date(2026, 3, 2)


@pytest.fixture
def market() -> Market:
    market = Market()
    told = {"contract_id": CONTRACT, "valid_on": DAY}
    market.tell(
        "contract_version", **told, kind="notified", reference="1", title="A bridge", buyer=BUYER, principal=BUYER,
        technique="simple", notified_on=DAY, places="[]",
    )  # fmt: skip
    market.tell(
        "holder_version", **told, ordinal=0, identifier=COMPANY, company=COMPANY, name="A", role="sole", is_lead=True,
        portion=1, natural_person=False,
    )  # fmt: skip
    return market


def paid(market: Market, act: UUID, kind: str, day: date, value: int, version: int = 1) -> None:
    told = {"contract_id": CONTRACT, "buyer": BUYER, "valid_on": day, "on": day}
    market.tell("act_version", act_id=act, kind=kind, value=value, version=version, **told)


def contract(market: Market, as_of: date | None = None) -> dict[str, Any]:
    [row] = market.derive("counted", "holder", "contract", as_of=as_of)
    return row


def test_advances_and_payments_are_what_was_paid(market: Market) -> None:
    paid(market, ADVANCE, "advance", date(2026, 3, 20), 300)
    paid(market, PAYMENT, "payment", date(2026, 5, 5), 600)
    assert (contract(market)["paid"], contract(market)["advance_paid_on"]) == (900, date(2026, 3, 20))
    assert contract(market, date(2026, 4, 1))["paid"] == 300


def test_what_a_correction_replaced_was_never_paid(market: Market) -> None:
    paid(market, PAYMENT, "payment", date(2026, 5, 5), 600)
    paid(market, PAYMENT, "payment", date(2026, 5, 9), 500, version=2)
    assert contract(market)["paid"] == 500
    assert contract(market, date(2026, 5, 8))["paid"] is None
