"""A company that bids, and when it last did so before."""

from datetime import date
from importlib import resources
from typing import Any
from uuid import UUID

from tests.unit.analytics.derivations.tendering import AWARD, FIRST, LAST, SECOND, Tendering, published
from tests.unit.analytics.derivations.told_rows import COMPANY, KEY, RIVAL, THIRD, Market, at

OPENING = at("2026-04-02")
OTHER = "22350001800013"


def bidders(market: Market) -> dict[str, dict[str, Any]]:
    return {row["company"]: row for row in market.derive("tender", "lot", "bid", "bidder")}


def test_each_member_of_a_group_is_a_bidder_once_a_tender() -> None:
    market = Market()
    tender = published(market, lots=2)
    tender.opened(OPENING, (FIRST, [1], [COMPANY, RIVAL]), (SECOND, [2], [COMPANY]))
    tender.opened(at("2026-04-20"), (LAST, [1], [COMPANY, RIVAL]), phase="negotiation")
    found = bidders(market)
    assert {company: (row["day"], row["is_lead"], row["size"]) for company, row in found.items()} == {
        COMPANY: (date(2026, 4, 2), True, "pme"),
        RIVAL: (date(2026, 4, 2), False, None),
    }
    assert (found[COMPANY]["territory"], found[RIVAL]["place"]) == ("region", "75")


def test_who_only_asked_to_take_part_is_no_bidder() -> None:
    market = Market()
    tender = published(market, phase="requests")
    tender.opened(OPENING, (FIRST, [1], [COMPANY]), (SECOND, [1], [RIVAL]), phase="requests")
    tender.opened(at("2026-05-02"), (LAST, [1], [RIVAL]))
    assert list(bidders(market)) == [RIVAL]


def test_a_bidder_wins_with_any_of_its_bids() -> None:
    market = Market()
    tender = published(market, lots=2)
    tender.opened(OPENING, (FIRST, [1], [COMPANY, THIRD]), (SECOND, [1, 2], [RIVAL]))
    assert [row["decided"] for row in bidders(market).values()] == [False] * 3
    tender.awarded(1, at("2026-05-05"), AWARD, FIRST)
    found = {company: (row["won"], row["decided"]) for company, row in bidders(market).items()}
    assert found == {COMPANY: (True, True), THIRD: (True, True), RIVAL: (False, True)}


def test_the_mark_of_a_bidder_is_its_latest_day_before_within_the_scope() -> None:
    market = Market()
    for number, (day, buyer) in enumerate([("2026-01-05", OTHER), ("2026-02-05", "own"), ("2026-02-05", "own")], 1):
        tender = Tendering(market, UUID(int=number), UUID(int=number))
        tender.published(at("2026-01-02"), at(day), buyer=buyer, principal="region")
        tender.opened(at(day), (UUID(int=100 + number), [1], [COMPANY]))
    bidders(market)
    mark = (resources.files("services.analytics.persistence") / "marks/bidder.sql").read_text()
    marked = {
        row["key"]: (row["previous"], row["own_previous"]) for row in market.rows(mark.replace("pool.", "derived."))
    }
    assert marked == {
        KEY: (None, None),
        UUID(int=2): (date(2026, 1, 5), None),
        UUID(int=3): (date(2026, 1, 5), None),
    }
