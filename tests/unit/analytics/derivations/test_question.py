"""A question about a call, and how long its answer took."""

from datetime import date
from uuid import UUID

from tests.unit.analytics.derivations.tendering import published
from tests.unit.analytics.derivations.told_rows import BUYER, TENDER, Market, at


def test_an_answered_question_counts_on_the_day_of_its_answer_with_the_dimensions_of_its_tender() -> None:
    market = Market()
    published(market)
    told = {"tender_id": TENDER, "question_id": UUID(int=9), "valid_on": date(2026, 3, 30)}
    asked, answered = at("2026-03-28"), at("2026-03-30", "00:30")
    market.tell("question", **told, asked_at=asked, answered_at=answered)
    [row] = market.derive("tender", "question")
    assert (row["day"], row["buyer"], row["cpv"], row["size"]) == (date(2026, 3, 30), BUYER, "45000000", None)
    assert row["hours"] == 35.5, "an hour was lost to summer time"
    assert market.derive("tender", "question", as_of=date(2026, 3, 29)) == []
