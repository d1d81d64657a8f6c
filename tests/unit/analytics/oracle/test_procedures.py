"""The oracle on tenders, lots and bids, by examples worked out by hand."""

from typing import Any
from uuid import UUID

from contracts.procedures import (
    AwardAnnulled,
    AwardApproved,
    BidReinstated,
    BidRejected,
    BidsOpened,
    ContractAwarded,
    DossierWithdrawn,
    LoserNotified,
    LotClosed,
    LotEvaluated,
    LotReopened,
    PhaseOpened,
    QuestionAnswered,
    RejectionGround,
    TenderAmended,
    TenderCancelled,
)
from contracts.vocabulary import LotOutcome, SizeClass, euros
from tests.component.analytics.naive import Naive, Question
from tests.component.analytics.telling import COMPANIES, a_holder
from tests.unit.analytics.oracle.examples import TENDER, TODAY, Procedure, a_bid, after, counts, figures

ONE, TWO, THREE = COMPANIES[:3]
AWARD, AGAIN, EVALUATION = UUID(int=21), UUID(int=22), UUID(int=23)


def opened(*bids: Any, phase: str = "tenders", days: float = 31) -> BidsOpened:
    return BidsOpened(tender_id=TENDER, phase=phase, opened_at=after(days), bids=bids)


def award(procedure: Procedure, winner: Any, bids: int, days: float, decision: UUID = AWARD, lot: int = 1) -> None:
    about = {"tender_id": TENDER, "lot": lot, "bids": bids}
    procedure.tell(LotClosed(**about, outcome=LotOutcome.AWARDED, closed_at=after(days)), days)
    given = {"holders": (a_holder(),), "value": euros(1), "awarded_at": after(days), "award_id": decision}
    procedure.tell(ContractAwarded(**about, **given, bid_id=winner.bid_id), days)


def rows(grain: str, procedure: Procedure) -> Any:
    return Naive(procedure.facts, TODAY).world(Question())[grain]


def test_the_time_to_bid_is_that_of_the_first_phase_as_amended() -> None:
    procedure = Procedure()
    procedure.publish(phase="requests", procedure="restricted")
    about = {"tender_id": TENDER, "summary": "Later", "substantial": False}
    procedure.tell(TenderAmended(**about, number=1, deadline=after(35), amended_at=after(9)), 9)
    procedure.tell(opened(phase="requests", days=36), 36)
    procedure.tell(
        PhaseOpened(tender_id=TENDER, phase="tenders", opened_at=after(40), deadline=after(70), invited=3), 40
    )
    procedure.tell(TenderAmended(**about, number=2, deadline=after(80), amended_at=after(50)), 50)
    assert counts("A22", *procedure.facts) == (35, None)


def test_only_what_is_shown_at_an_opening_of_offers_is_a_bid_and_only_what_can_be_read() -> None:
    procedure = Procedure()
    procedure.publish(lots=2)
    procedure.tell(opened(a_bid(1, ONE), a_bid(2, TWO), phase="requests"), 31)
    procedure.tell(opened(a_bid(3, ONE, lots=(1, 2)), a_bid(4, lots=(1,)), days=60), 60)
    assert [(row["lot"], row["bids"], row["opened"]) for row in rows("lot", procedure)] == [(1, 2, True), (2, 1, True)]
    assert [(row["lot"], row["company"]) for row in rows("bid", procedure)] == [(1, ONE[:9]), (2, ONE[:9])]
    assert [row["company"] for row in rows("bidder", procedure)] == [ONE[:9]]


def test_a_lot_is_what_was_decided_last_and_open_again_once_its_award_is_annulled() -> None:
    first, second, procedure = a_bid(1, ONE), a_bid(2, TWO), Procedure()
    procedure.publish()
    procedure.tell(opened(first, second), 31)
    award(procedure, first, 2, 40)
    assert [(bid["won"], bid["losing"]) for bid in rows("bid", procedure)] == [(True, False), (False, True)]
    procedure.tell(
        AwardAnnulled(tender_id=TENDER, award_id=AWARD, lot=1, reason="No", annulled_at=after(50)), 50, AWARD
    )
    procedure.tell(LotReopened(tender_id=TENDER, lot=1, reason="No", reopened_at=after(50)), 50)
    assert [row["outcome"] for row in rows("lot", procedure)] == ["open"]
    assert [(bid["won"], bid["losing"]) for bid in rows("bid", procedure)] == [(False, False)] * 2
    award(procedure, second, 2, 60, AGAIN)
    assert [(row["outcome"], row["day"]) for row in rows("lot", procedure)] == [("awarded", after(60).date())]
    assert [(bid["won"], bid["losing"]) for bid in rows("bid", procedure)] == [(False, True), (True, False)]


def test_a_cancelled_tender_drops_the_lots_that_had_not_ended_without_a_winner() -> None:
    procedure = Procedure()
    procedure.publish(lots=3)
    closed = LotClosed(tender_id=TENDER, lot=1, outcome=LotOutcome.UNSUCCESSFUL, bids=0, closed_at=after(40))
    procedure.tell(closed, 40)
    award(procedure, a_bid(1, ONE), 1, 41, lot=2)
    procedure.tell(TenderCancelled(tender_id=TENDER, reason="No money", cancelled_at=after(50)), 50)
    assert [row["outcome"] for row in rows("lot", procedure)] == ["unsuccessful", "dropped", "dropped"]
    assert (counts("A13", *procedure.facts), counts("A14", *procedure.facts)) == ((1, 3), (2, 3))


def test_a_bid_is_rejected_as_long_as_it_was_not_let_in_again() -> None:
    bid, judgement = a_bid(1, ONE), UUID(int=31)
    procedure = Procedure()
    procedure.publish()
    procedure.tell(opened(bid), 31)
    whom = {"tender_id": TENDER, "bid_id": bid.bid_id, "lot": 1, "reason": "Because"}
    out = BidRejected(**whom, ground=RejectionGround.IRREGULAR, rejected_at=after(33))
    procedure.tell(out, 33, judgement)
    assert [row["rejected"] for row in rows("bid", procedure)] == ["irregular"]
    procedure.tell(BidReinstated(**whom, reinstated_at=after(35)), 35, judgement)
    assert [row["rejected"] for row in rows("bid", procedure)] == [None]


def test_a_losing_bid_counts_as_told_in_time_with_reasons_within_15_days_of_the_approval() -> None:
    winner, prompt, late, silent, procedure = *(a_bid(n, ONE) for n in range(4)), Procedure()
    procedure.publish()
    procedure.tell(opened(winner, prompt, late, silent), 31)
    whole = {"tender_id": TENDER, "award_id": AWARD, "lot": 1}
    procedure.tell(AwardApproved(**whole, approved_at=after(40)), 40, AWARD)
    award(procedure, winner, 4, 41)
    for bid, days, motivated in ((prompt, 55, True), (late, 56, True), (silent, 55, False)):
        told = LoserNotified(**whole, bid_id=bid.bid_id, notified_at=after(days), motivated=motivated)
        procedure.tell(told, days, AWARD)
    assert counts("R12", *procedure.facts) == (1, 3)


def test_withdrawers_are_companies_that_named_themselves_each_once() -> None:
    procedure = Procedure()
    procedure.publish()
    for number, organisation in enumerate((ONE, ONE, TWO, None)):
        took = {"withdrawal_id": UUID(int=50 + number), "withdrawn_at": after(2), "organisation": organisation}
        procedure.tell(DossierWithdrawn(tender_id=TENDER, **took), 2, UUID(int=50 + number))
    procedure.tell(opened(a_bid(1, THREE, ONE)), 31)
    assert counts("A23", *procedure.facts) == (1, 2)


def test_bidders_are_new_that_made_no_offer_to_the_principal_in_48_months() -> None:
    procedure = Procedure()
    procedure.publish()
    procedure.tell(opened(a_bid(1, ONE, TWO), a_bid(2, THREE)), 31)
    assert counts("A16", *procedure.facts) == (3, 3)
    assert counts("V4", *procedure.facts) == (3, None)


def test_sizes_of_bids_are_those_of_their_leads() -> None:
    procedure = Procedure()
    procedure.publish()
    procedure.tell(opened(a_bid(1, ONE, size=SizeClass.TPE), a_bid(2, TWO, size=SizeClass.GE), a_bid(3, THREE)), 31)
    assert counts("A15", *procedure.facts) == (1, 2)


def test_bids_per_lot_and_low_bids_are_counted_by_what_was_opened_and_ranked() -> None:
    procedure = Procedure()
    procedure.publish(lots=2)
    procedure.tell(opened(a_bid(1, ONE, lots=(1, 2)), a_bid(2, TWO)), 31)
    ranked = {"bids": 2, "admissible": 2, "abnormally_low": 1, "abnormally_low_rejected": 1, "price_weight": 60}
    procedure.tell(
        LotEvaluated(tender_id=TENDER, lot=1, **ranked, evaluators=2, concluded_at=after(38)), 38, EVALUATION
    )
    for lot, bids in ((1, 2), (2, 1)):
        award(procedure, a_bid(1, ONE), bids, 40, UUID(int=60 + lot), lot)
    assert counts("A11", *procedure.facts) == (3, 2)
    assert figures("A11", *procedure.facts)["median"].numerator == 1.5
    assert counts("R13", *procedure.facts) == (1, 2)
    assert figures("R9", *procedure.facts)["weight"].numerator == 60


def test_answers_to_questions_take_hours() -> None:
    procedure = Procedure()
    procedure.publish()
    for number, hours in enumerate((1, 2, 30)):
        asked = {"question_id": UUID(int=70 + number), "asked_at": after(3), "answered_at": after(3 + hours / 24)}
        procedure.tell(QuestionAnswered(tender_id=TENDER, **asked), 4, UUID(int=70 + number))
    assert counts("R11", *procedure.facts) == (2, None)
