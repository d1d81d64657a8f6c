"""A bid for a lot as figures read it: won, rejected, lost, and its bidder told why."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from tests.unit.analytics.derivations.tendering import AGAIN, AWARD, FIRST, LAST, SECOND, Tendering, published
from tests.unit.analytics.derivations.told_rows import COMPANY, KEY, RIVAL, THIRD, Market, at

OPENING, DECISION = at("2026-04-02"), at("2026-05-05")


@pytest.fixture
def market() -> Market:
    return Market()


@pytest.fixture
def tender(market: Market) -> Tendering:
    tender = published(market)
    tender.opened(OPENING, (FIRST, [1], [COMPANY]), (SECOND, [1], [RIVAL, THIRD]))
    return tender


def bids(market: Market) -> dict[UUID, dict[str, Any]]:
    return {row["bid_id"]: row for row in market.derive("tender", "lot", "bid")}


def test_a_bid_bears_the_place_and_size_of_its_lead(market: Market, tender: Tendering) -> None:
    row = bids(market)[FIRST]
    assert (row["day"], row["company"], row["size"], row["place"], row["territory"]) == (
        date(2026, 4, 2), COMPANY, "pme", "35", "region",
    )  # fmt: skip
    other = bids(market)[SECOND]
    assert (other["company"], other["territory"], other["size"], other["is_group"]) == (RIVAL, "france", None, True)
    assert (row["is_group"], row["losing"], row["won"]) == (False, False, False), "nothing is decided"


def test_those_who_do_not_win_lose(market: Market, tender: Tendering) -> None:
    tender.awarded(1, DECISION, AWARD, FIRST)
    assert {bid: (row["won"], row["losing"]) for bid, row in bids(market).items()} == {
        FIRST: (True, False),
        SECOND: (False, True),
    }


def test_several_holders_of_a_framework_win_together(market: Market, tender: Tendering) -> None:
    tender.awarded(1, DECISION, AWARD, FIRST, further=f'["{SECOND}"]')
    assert [row["won"] for row in bids(market).values()] == [True, True]


def test_an_annulled_award_leaves_nobody_a_winner_until_the_next_one(market: Market, tender: Tendering) -> None:
    tender.awarded(1, DECISION, AWARD, FIRST)
    tender.lot("annulled", 1, at("2026-05-20"), subject=AWARD, award_id=AWARD)
    tender.lot("reopened", 1, at("2026-05-20"))
    assert [(row["won"], row["losing"]) for row in bids(market).values()] == [(False, False)] * 2
    tender.awarded(1, at("2026-06-01"), AGAIN, SECOND)
    assert [row["won"] for row in bids(market).values()] == [False, True]


def test_a_cancelled_tender_has_no_winner(market: Market, tender: Tendering) -> None:
    tender.awarded(1, DECISION, AWARD, FIRST)
    tender.step("cancelled", at("2026-05-20"), reason="No more need")
    assert [(row["won"], row["losing"]) for row in bids(market).values()] == [(False, False)] * 2


def test_a_reinstated_bid_is_not_rejected(market: Market, tender: Tendering) -> None:
    tender.ruled("rejected", FIRST, 1, at("2026-04-10"), 2, ground="irregular")
    assert bids(market)[FIRST]["rejected"] == "irregular"
    tender.ruled("reinstated", FIRST, 1, at("2026-04-12"), 3)
    assert bids(market)[FIRST]["rejected"] is None
    tender.ruled("rejected", FIRST, 1, at("2026-04-14"), 4, ground="unacceptable")
    assert bids(market)[FIRST]["rejected"] == "unacceptable"


def test_a_letter_counts_for_the_award_that_stands(market: Market, tender: Tendering) -> None:
    tender.lot("approved", 1, at("2026-05-04"), subject=AWARD, award_id=AWARD)
    tender.ruled("told", SECOND, 1, at("2026-05-06"), subject=AWARD, award_id=AWARD, motivated=True)
    tender.awarded(1, DECISION, AWARD, FIRST)
    lost = bids(market)[SECOND]
    assert (lost["told_at"], lost["motivated"], lost["approved_at"]) == (at("2026-05-06"), True, at("2026-05-04"))
    tender.lot("reopened", 1, at("2026-05-20"))
    tender.awarded(1, at("2026-06-01"), AGAIN, FIRST)
    assert bids(market)[SECOND]["told_at"] is None


def test_what_could_not_be_read_and_requests_to_take_part_are_no_bids(market: Market) -> None:
    tender = published(market, phase="requests")
    tender.opened(OPENING, (FIRST, [1], [COMPANY]), phase="requests")
    tender.opened(at("2026-05-02"), (SECOND, [1], []), (LAST, [1], [RIVAL]))
    assert list(bids(market)) == [LAST]


def test_a_bid_is_one_for_each_of_its_lots(market: Market) -> None:
    published(market, lots=2).opened(OPENING, (FIRST, [1, 2], [COMPANY]))
    assert [row["lot"] for row in market.derive("tender", "lot", "bid")] == [1, 2]


def test_a_price_is_that_of_its_opening(market: Market, tender: Tendering) -> None:
    market.tell("offer", key=KEY, opening_id=UUID(int=70), bid_id=FIRST, lot=1, phase="tenders", price=80_000)
    assert (bids(market)[FIRST]["price"], bids(market)[SECOND]["price"]) == (80_000, None)
