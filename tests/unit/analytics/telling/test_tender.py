from datetime import date, timedelta
from typing import Any

from contracts.procedures import (
    BidsOpened,
    ContractAwarded,
    DossierWithdrawn,
    LotClosed,
    LotNotice,
    OpenedBid,
    QuestionAnswered,
    TenderAmended,
    TenderCancelled,
    TenderPublished,
)
from contracts.vocabulary import euros
from tests.unit.analytics.telling.facts import (
    AWARD,
    BID,
    BUYER,
    LATE,
    NOW,
    OTHER,
    PRINCIPAL,
    SIRET,
    SUBJECT,
    TENDER,
    a_holder,
    the_row,
    told,
)

NEXT_DAY = date(2026, 3, 3)
DEADLINE = NOW + timedelta(days=30)
CRITERIA = (
    {"name": "Prix", "kind": "price", "weight": 40},
    {"name": "Coût", "kind": "life-cycle-cost", "weight": 20},
    {"name": "Carbone", "kind": "environment", "weight": 30},
    {"name": "Qualité", "kind": "quality", "weight": 10},
)


def published(**more: Any) -> TenderPublished:
    said = {
        "tender_id": TENDER, "title": "Livres", "buyer": BUYER, "department": "schools", "area": "supplies",
        "procedure": "open", "nature": "goods", "technique": "simple", "cpv": "22113000", "places": ("FRH03",),
        "estimated_value": euros(60_000), "published_at": LATE, "deadline": DEADLINE, "lots": (),
    }  # fmt: skip
    return TenderPublished(**{**said, **more})


def test_a_publication_tells_the_tender_and_each_of_its_lots() -> None:
    lots = (LotNotice(number=1, title="Neufs", criteria=CRITERIA), LotNotice(number=2, title="Anciens"))
    (_, tender), *notices = told(published(lots=lots, on_behalf_of=PRINCIPAL))
    assert (tender["kind"], tender["lots"], tender["principal"], tender["competed"]) == (
        "published",
        2,
        PRINCIPAL,
        True,
    )
    assert [(name, row["lot"], row["criteria"]) for name, row in notices] == [
        ("lot_notice", 1, 4),
        ("lot_notice", 2, 0),
    ]
    weighed, silent = (row for _, row in notices)
    weights = ("price_weight", "environmental_weight", "social_weight", "life_cycle_cost")
    assert [weighed[name] for name in weights] == [60, 30, 0, True]
    assert [silent.get(name) for name in weights] == [None] * 4


def test_what_came_about_at_night_is_of_the_day_in_paris() -> None:
    [(_, row)] = told(published())
    assert (row["at"], row["valid_on"]) == (LATE, NEXT_DAY)


def test_an_amendment_moves_the_deadline_and_a_cancellation_says_why() -> None:
    later = DEADLINE + timedelta(days=9)
    change = TenderAmended(tender_id=TENDER, number=1, summary="+", substantial=True, deadline=later, amended_at=LATE)
    row = the_row(change, "tender_version")
    assert (row["kind"], row["deadline"], row["at"]) == ("amended", later, LATE)
    row = the_row(TenderCancelled(tender_id=TENDER, reason="Budget", cancelled_at=LATE), "tender_version")
    assert (row["kind"], row["reason"], row["valid_on"]) == ("cancelled", "Budget", NEXT_DAY)


def test_who_took_the_documents_is_a_company_where_it_said_so() -> None:
    named = DossierWithdrawn(tender_id=TENDER, withdrawal_id=SUBJECT, withdrawn_at=LATE, organisation=SIRET)
    assert the_row(named, "withdrawal")["company"] == SIRET[:9]
    unnamed = DossierWithdrawn(tender_id=TENDER, withdrawal_id=SUBJECT, withdrawn_at=LATE)
    assert the_row(unnamed, "withdrawal")["company"] is None


def test_a_question_is_told_by_its_instants() -> None:
    row = the_row(QuestionAnswered(tender_id=TENDER, question_id=SUBJECT, asked_at=NOW, answered_at=LATE), "question")
    assert (row["tender_id"], row["asked_at"], row["answered_at"], row["valid_on"]) == (TENDER, NOW, LATE, NEXT_DAY)


def test_an_opening_shows_bids_and_who_they_are_of() -> None:
    members = (
        {"identifier": {"id": SIRET}, "name": "Ti", "role": "lead", "size": "pme", "place": {"commune": "35238"}},
        {"identifier": {"scheme": "TVA", "id": "BE0428759497"}, "name": "Huis", "role": "member", "country": "BE"},
    )
    readable = OpenedBid(bid_id=BID, received_at=NOW, lots=(1, 3), members=members)
    sealed = OpenedBid(bid_id=AWARD, received_at=NOW, lots=(1,), readable=False)
    opening, first, lead, other, second = told(
        BidsOpened(tender_id=TENDER, phase="tenders", opened_at=LATE, bids=(readable, sealed), late=4)
    )
    assert (opening[0], opening[1]["kind"], opening[1]["late"]) == ("tender_version", "opened", 4)
    assert (first[0], list(first[1]["lots"]), first[1]["readable"]) == ("opened_bid", [1, 3], True)
    assert (second[1]["bid_id"], second[1]["readable"]) == (AWARD, False)
    assert (lead[1]["company"], lead[1]["department"], lead[1]["is_lead"]) == (SIRET[:9], "35", True)
    assert (other[1]["country"], other[1]["is_lead"], other[1]["ordinal"]) == ("BE", False, 1)


def test_a_lot_that_does_not_say_when_it_closed_closed_when_its_fact_happened() -> None:
    row = the_row(LotClosed(tender_id=TENDER, lot=1, outcome="unsuccessful", bids=0), "lot_event")
    assert (row["kind"], row["outcome"], row["at"], row["valid_on"]) == ("closed", "unsuccessful", LATE, NEXT_DAY)
    said = LotClosed(tender_id=TENDER, lot=1, outcome="dropped", bids=2, reason="Budget", closed_at=NOW)
    assert the_row(said, "lot_event")["at"] == NOW


def test_an_award_names_the_bids_that_win() -> None:
    award = ContractAwarded(
        tender_id=TENDER, lot=1, holders=(a_holder(OTHER),), value=euros(9), bids=3, awarded_at=NOW,
        award_id=AWARD, bid_id=BID, further_bids=(SUBJECT,),
    )  # fmt: skip
    row = the_row(award, "lot_event")
    assert (row["award_id"], row["bid_id"], list(row["further"]), row["bids"]) == (AWARD, BID, [SUBJECT], 3)
