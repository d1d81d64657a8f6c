from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from contracts.fact import Fact
from contracts.offers import Offer, OffersOpened
from contracts.procedures import (
    AwardAnnulled,
    AwardApproved,
    AwardNotified,
    AwardProposed,
    BidReinstated,
    BidRejected,
    EvaluationReopened,
    LoserNotified,
    LotEvaluated,
    LotReopened,
)
from contracts.vocabulary import euros
from tests.unit.analytics.telling.facts import AWARD, BID, LATE, SUBJECT, TENDER, the_row, told

LOT = {"tender_id": TENDER, "lot": 1}
OF_AWARD = {**LOT, "award_id": AWARD}
COUNTS = {"bids": 4, "admissible": 3, "abnormally_low": 1, "abnormally_low_rejected": 1, "price_weight": 60}


@pytest.mark.parametrize(
    ("fact", "kind", "said"),
    [
        (LotEvaluated(**LOT, **COUNTS, evaluators=2, concluded_at=LATE), "evaluated", COUNTS),
        (EvaluationReopened(**LOT, reason="Erreur", reopened_at=LATE), "evaluation-reopened", {"reason": "Erreur"}),
        (LotReopened(**LOT, reason="Annulée", reopened_at=LATE), "reopened", {"reason": "Annulée"}),
        (AwardProposed(**OF_AWARD, proposed_at=LATE), "proposed", {"award_id": AWARD}),
        (AwardApproved(**OF_AWARD, approved_at=LATE), "approved", {"award_id": AWARD}),
        (
            AwardNotified(**OF_AWARD, losers=3, notified_at=LATE, signature_from=LATE.date() + timedelta(days=11)),
            "notified",
            {"award_id": AWARD, "losers": 3},
        ),
        (AwardAnnulled(**OF_AWARD, reason="Recours", annulled_at=LATE), "annulled", {"reason": "Recours"}),
    ],
)
def test_what_became_of_a_lot_is_told_by_whoever_told_it(fact: Fact, kind: str, said: dict[str, Any]) -> None:
    row = the_row(fact, "lot_event")
    assert (row["subject"], row["tender_id"], row["lot"]) == (str(SUBJECT), TENDER, 1)
    assert (row["kind"], row["at"]) == (kind, LATE)
    assert {name: row[name] for name in said} == said


@pytest.mark.parametrize(
    ("fact", "kind", "said"),
    [
        (
            BidRejected(**LOT, bid_id=BID, ground="abnormally-low", reason="-", rejected_at=LATE),
            "rejected",
            {"ground": "abnormally-low"},
        ),
        (BidReinstated(**LOT, bid_id=BID, reason="-", reinstated_at=LATE), "reinstated", {}),
        (
            LoserNotified(**OF_AWARD, bid_id=BID, notified_at=LATE, motivated=True),
            "told",
            {"motivated": True, "award_id": AWARD},
        ),
    ],
)
def test_what_was_decided_of_a_bid_is_told_with_its_instant(fact: Fact, kind: str, said: dict[str, Any]) -> None:
    row = the_row(fact, "bid_ruling")
    assert (row["subject"], row["bid_id"], row["kind"], row["at"]) == (str(SUBJECT), BID, kind, LATE)
    assert {name: row[name] for name in said} == said


def test_an_opening_of_offers_tells_the_price_of_each_bid_for_each_lot() -> None:
    offers = (Offer(bid_id=BID, lot=1, price=euros(7)), Offer(bid_id=BID, lot=2))
    opening = OffersOpened(opening_id=UUID(int=9), tender_id=TENDER, phase="tenders", opened_at=LATE, offers=offers)
    rows = [row for name, row in told(opening) if name == "offer"]
    assert [(row["lot"], row["price"]) for row in rows] == [(1, euros(7).amount), (2, None)]
