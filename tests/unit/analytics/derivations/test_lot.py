"""A lot as figures read it: by what became of it last, and by the bids that were opened for it."""

from datetime import date
from typing import Any

from tests.unit.analytics.derivations.tendering import AGAIN, AWARD, EVALUATION, FIRST, LAST, SECOND, published
from tests.unit.analytics.derivations.told_rows import COMPANY, RIVAL, THIRD, Market, at

OPENING, DECISION = at("2026-04-02"), at("2026-05-05")


def lots(market: Market, as_of: date | None = None) -> list[dict[str, Any]]:
    return market.derive("tender", "lot", as_of=as_of)


def test_a_lot_that_nobody_decided_is_open_and_in_no_period() -> None:
    market = Market()
    published(market, lots=2)
    assert [(row["lot"], row["outcome"], row["day"], row["bids"], row["opened"]) for row in lots(market)] == [
        (1, "open", None, None, False),
        (2, "open", None, None, False),
    ]


def test_an_awarded_lot_counts_on_the_day_it_was_closed_with_the_bids_that_were_told() -> None:
    market = Market()
    published(market).awarded(1, at("2026-05-31", "23:59"), AWARD, FIRST, bids=3, value=90_000)
    [row] = lots(market)
    assert (row["outcome"], row["day"], row["closed_on"]) == ("awarded", date(2026, 5, 31), date(2026, 5, 31))
    assert (row["bids"], row["opened"], row["value"], row["competed"]) == (3, True, 90_000, True)


def test_a_reopened_lot_is_open_again_and_counts_anew_once_it_is_decided() -> None:
    market = Market()
    tender = published(market)
    tender.awarded(1, DECISION, AWARD, FIRST)
    tender.lot("annulled", 1, at("2026-05-20"), subject=AWARD, award_id=AWARD)
    tender.lot("reopened", 1, at("2026-05-20"))
    assert [(row["outcome"], row["day"], row["value"]) for row in lots(market)] == [("open", None, None)]
    tender.awarded(1, at("2026-06-10"), AGAIN, SECOND, value=70_000)
    assert [(row["day"], row["value"]) for row in lots(market)] == [(date(2026, 6, 10), 70_000)]
    assert [(row["day"]) for row in lots(market, as_of=date(2026, 5, 6))] == [date(2026, 5, 5)]


def test_a_tender_cancelled_before_its_opening_drops_its_lots_unopened() -> None:
    market = Market()
    published(market, lots=2).step("cancelled", at("2026-03-10"), reason="No more money")
    assert [(row["outcome"], row["with_tender"], row["reason"], row["day"], row["opened"]) for row in lots(market)] == [
        ("dropped", True, "No more money", date(2026, 3, 10), False)
    ] * 2


def test_a_tender_cancelled_after_an_award_drops_the_awarded_lot_and_leaves_the_unsuccessful_one() -> None:
    market = Market()
    tender = published(market, lots=2)
    tender.awarded(1, DECISION, AWARD, FIRST)
    tender.lot("closed", 2, DECISION, outcome="unsuccessful", bids=0, reason="No bid")
    tender.step("cancelled", at("2026-05-30"), reason="No more need")
    found = [(row["outcome"], row["with_tender"], row["reason"], row["day"]) for row in lots(market)]
    assert found == [
        ("dropped", True, "No more need", date(2026, 5, 30)),
        ("unsuccessful", False, "No bid", date(2026, 5, 5)),
    ]


def test_requests_to_take_part_are_no_bids() -> None:
    market = Market()
    tender = published(market, phase="requests")
    tender.opened(OPENING, (FIRST, [1], [COMPANY]), (SECOND, [1], [RIVAL]), phase="requests")
    assert [(row["bids"], row["opened"]) for row in lots(market)] == [(None, False)]
    tender.opened(at("2026-05-02"), (LAST, [1], [COMPANY]), phase="tenders")
    assert [(row["bids"], row["opened"], row["sme_bids"]) for row in lots(market)] == [(1, True, 1)]


def test_the_bids_of_the_last_phase_count_of_each_lot() -> None:
    market = Market()
    tender = published(market, lots=3)
    tender.opened(OPENING, (FIRST, [1, 2], [COMPANY]), (SECOND, [1], [RIVAL, THIRD]))
    tender.opened(at("2026-04-20"), (LAST, [1], [RIVAL]), phase="negotiation")
    found = [(row["bids"], row["sme_bids"], row["bids_of_known_size"], row["opened"]) for row in lots(market)]
    assert found == [(1, 0, 0, True), (1, 1, 1, True), (0, 0, 0, True)]


def test_a_bid_that_could_not_be_read_was_received_all_the_same() -> None:
    market = Market()
    published(market).opened(OPENING, (FIRST, [1], []), (SECOND, [1], [COMPANY]))
    assert [(row["bids"], row["bids_of_known_size"]) for row in lots(market)] == [(2, 1)]


def test_a_ranking_stands_until_it_is_opened_again() -> None:
    market = Market()
    tender = published(market)
    told = {"admissible": 4, "abnormally_low": 2, "abnormally_low_rejected": 1, "price_weight": 60}
    tender.lot("evaluated", 1, DECISION, subject=EVALUATION, version=3, **told)
    found = [(row["admissible"], row["abnormally_low"], row["price_weight"]) for row in lots(market)]
    assert found == [(4, 2, 60)]
    tender.lot("evaluation-reopened", 1, at("2026-05-10"), subject=EVALUATION, version=4)
    assert [(row["admissible"], row["price_weight"]) for row in lots(market)] == [(None, None)]


def test_the_weights_of_the_notice_go_before_those_of_the_ranking() -> None:
    market = Market()
    tender = published(market, lots=0)
    tender.noticed(1, at("2026-03-02"), version=1, criteria=2, price_weight=70, environmental_weight=30, cpv="45233120")
    tender.lot("evaluated", 1, DECISION, subject=EVALUATION, price_weight=60)
    [row] = lots(market)
    assert (row["price_weight"], row["environmental_weight"], row["cpv"]) == (70, 30, "45233120")


def test_a_lot_dropped_alone_after_its_opening_keeps_its_bids() -> None:
    market = Market()
    tender = published(market)
    tender.opened(OPENING, (FIRST, [1], [COMPANY]))
    tender.lot("closed", 1, DECISION, outcome="dropped", bids=1, reason="No more need")
    [row] = lots(market)
    assert (row["outcome"], row["with_tender"], row["bids"], row["opened"]) == ("dropped", False, 1, True)
