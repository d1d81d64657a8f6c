from datetime import UTC, datetime, timedelta

import pytest

from contracts.procedures import ContractAwarded, LotClosed, TenderCancelled, TenderClosed, TenderPublished
from contracts.vocabulary import LotOutcome
from services.tenders.domain.buyer import ANY, Buyer, NotTheBuyer
from services.tenders.domain.lot import AwardWithoutBid, Fruitless, LotDecided, LotNotFound, LotsMisnumbered, LotStatus
from services.tenders.domain.tender import Tender
from services.tenders.domain.tender_state import IllegalMove, LotUnderContract, TenderNotFound
from services.tenders.domain.tender_status import TenderStatus
from services.tenders.domain.terms import Terms
from services.tenders.domain.time_limits import DeadlineAhead, DeadlinePassed, NoticeTooShort
from tests.unit.tenders.builders import (
    BUYER,
    IN_TIME,
    NOW,
    OPEN_LIMIT,
    OTHER_BUYER,
    POLICY,
    TERMS,
    a_closed_tender,
    a_draft,
    a_published_tender,
    an_award,
    an_awarded_tender,
    lots,
)

STRANGER = Buyer(OTHER_BUYER)


def facts(tender: Tender) -> list[type]:
    return [type(told.fact) for told in tender.hand_over()]


def test_a_draft_is_a_private_matter() -> None:
    tender = a_draft()
    tender.redraft(Terms(**{**TERMS, "title": "Autre"}), lots(2), by=BUYER)
    assert facts(tender) == []
    assert (tender.version, tender.revision, len(tender.lots)) == (0, 2, 2)


def test_a_buyer_drafts_for_itself_only() -> None:
    with pytest.raises(NotTheBuyer):
        a_draft(buyer=OTHER_BUYER)


def test_the_operator_acts_for_every_buyer() -> None:
    tender = a_draft()
    tender.publish(IN_TIME, by=Buyer(ANY), now=NOW, limit=OPEN_LIMIT)
    assert tender.is_public


def test_a_caller_without_organisation_acts_for_nobody() -> None:
    with pytest.raises(NotTheBuyer):
        a_published_tender().cancel("Budget", by=Buyer(None), now=NOW)


@pytest.mark.parametrize("numbers", [(), (2,), (1, 1), (1, 3), (2, 1)])
def test_lots_are_numbered_without_a_gap(numbers: tuple[int, ...]) -> None:
    notices = tuple(lots(3)[number - 1] for number in numbers)
    with pytest.raises(LotsMisnumbered):
        Tender.draft(a_draft().id, Terms(**TERMS), notices, by=BUYER, now=NOW)


def test_to_others_a_draft_does_not_exist() -> None:
    with pytest.raises(TenderNotFound):
        a_draft().publish(IN_TIME, by=STRANGER, now=NOW, limit=OPEN_LIMIT)


def test_a_published_tender_is_its_buyers_alone_to_change() -> None:
    with pytest.raises(NotTheBuyer):
        a_published_tender().cancel("Budget", by=STRANGER, now=NOW)


def test_a_published_tender_is_no_longer_redrafted() -> None:
    with pytest.raises(IllegalMove):
        a_published_tender().redraft(Terms(**TERMS), lots(), by=BUYER)


def test_publication_tells_the_whole_notice() -> None:
    tender = a_draft(2)
    tender.publish(IN_TIME, by=BUYER, now=NOW, limit=OPEN_LIMIT)
    [told] = tender.hand_over()
    assert isinstance(told.fact, TenderPublished)
    inside = {"committee", "pieces"}
    assert told.fact.model_dump(include=set(Terms.model_fields)) == tender.terms.model_dump(exclude=inside)
    assert (told.fact.title, told.fact.deadline, told.fact.lots) == (TERMS["title"], IN_TIME, lots(2))
    assert (told.version, told.at, told.key) == (1, NOW, str(tender.id))


def test_an_open_procedure_with_a_short_notice_is_refused_with_its_article() -> None:
    tender = a_draft()
    with pytest.raises(NoticeTooShort) as refused:
        tender.publish(NOW + timedelta(days=20), by=BUYER, now=NOW, limit=OPEN_LIMIT)
    assert refused.value.facts["minimum_days"] == 30
    assert refused.value.facts["article"] == "CCP R2161-3"
    assert tender.status is TenderStatus.DRAFT


def test_an_adapted_procedure_with_a_short_notice_keeps_a_warning_and_its_reason() -> None:
    tender = a_draft(procedure="adapted")
    tender.publish(NOW + timedelta(days=2), by=BUYER, now=NOW, limit=POLICY, reason="Sinistre")
    [told] = tender.hand_over()
    assert isinstance(told.fact, TenderPublished)
    assert "L2123-1" in tender.warnings[0]
    assert told.fact.warnings == tender.warnings
    assert told.fact.justification == tender.justification == "Sinistre"


def test_a_notice_that_is_long_enough_needs_no_justification() -> None:
    tender = a_draft(procedure="adapted")
    tender.publish(IN_TIME, by=BUYER, now=NOW, limit=POLICY, reason="Sinistre")
    assert (tender.warnings, tender.justification) == ((), None)


def test_a_reason_does_not_excuse_a_notice_that_the_law_refuses() -> None:
    with pytest.raises(NoticeTooShort):
        a_draft().publish(NOW + timedelta(days=20), by=BUYER, now=NOW, limit=OPEN_LIMIT, reason="Sinistre")


def test_a_notice_counts_in_days_of_paris() -> None:
    published = datetime(2026, 3, 2, 23, 30, tzinfo=UTC)
    deadline = datetime(2026, 4, 2, 22, tzinfo=UTC)
    tender = a_draft()
    tender.publish(deadline, by=BUYER, now=published, limit=OPEN_LIMIT)
    assert tender.warnings == ()


def test_a_deadline_in_the_past_is_refused() -> None:
    with pytest.raises(DeadlinePassed):
        a_draft().publish(NOW, by=BUYER, now=NOW, limit=None)


def test_a_tender_is_not_closed_before_its_deadline() -> None:
    with pytest.raises(DeadlineAhead):
        a_published_tender().close(IN_TIME - timedelta(microseconds=1))


def test_a_tender_closed_late_was_closed_at_its_deadline() -> None:
    tender = a_published_tender()
    tender.close(IN_TIME + timedelta(hours=3))
    told = tender.hand_over()[-1]
    assert isinstance(told.fact, TenderClosed)
    assert told.fact.closed_at == told.at == IN_TIME


def test_an_award_closes_its_lot_and_names_its_holders() -> None:
    tender = a_closed_tender()
    tender.award_lot(1, bids=3, award=an_award(), by=BUYER)
    assert facts(tender) == [TenderPublished, TenderClosed, LotClosed, ContractAwarded]
    assert (tender.status, tender.version) == (TenderStatus.AWARDED, 4)


def test_a_tender_is_decided_with_its_last_lot() -> None:
    tender = a_closed_tender(2)
    tender.close_lot(1, outcome=Fruitless.DROPPED, bids=2, reason="Besoin disparu", by=BUYER, now=IN_TIME)
    assert tender.status is TenderStatus.CLOSED
    tender.award_lot(2, bids=1, award=an_award(), by=BUYER)
    assert tender.status is TenderStatus.AWARDED


def test_a_tender_without_any_winner_is_unsuccessful() -> None:
    tender = a_closed_tender()
    tender.close_lot(1, outcome=Fruitless.UNSUCCESSFUL, bids=0, reason="Aucune offre", by=BUYER, now=IN_TIME)
    told = tender.hand_over()[-1]
    assert tender.status is TenderStatus.UNSUCCESSFUL
    assert tender.lot(1).status is LotStatus.UNSUCCESSFUL
    assert told.fact == LotClosed(
        tender_id=tender.id, lot=1, outcome=LotOutcome.UNSUCCESSFUL, bids=0, reason="Aucune offre", closed_at=IN_TIME
    )


def test_a_lot_is_decided_once() -> None:
    tender = a_closed_tender(2)
    tender.award_lot(1, bids=3, award=an_award(), by=BUYER)
    with pytest.raises(LotDecided):
        tender.award_lot(1, bids=3, award=an_award(), by=BUYER)


def test_a_lot_without_bid_is_not_awarded() -> None:
    with pytest.raises(AwardWithoutBid):
        a_closed_tender().award_lot(1, bids=0, award=an_award(), by=BUYER)


@pytest.mark.parametrize("number", [0, 2])
def test_an_unknown_lot_is_not_found(number: int) -> None:
    with pytest.raises(LotNotFound):
        a_closed_tender().award_lot(number, bids=1, award=an_award(), by=BUYER)


def test_a_lot_is_not_decided_while_bids_may_come() -> None:
    with pytest.raises(IllegalMove):
        a_published_tender().award_lot(1, bids=1, award=an_award(), by=BUYER)


def test_a_cancelled_tender_says_why() -> None:
    tender = a_published_tender()
    tender.cancel("Motif d'intérêt général", by=BUYER, now=NOW)
    assert facts(tender) == [TenderPublished, TenderCancelled]
    assert tender.reason == "Motif d'intérêt général"


def test_a_draft_is_dropped_in_silence() -> None:
    tender = a_draft()
    tender.cancel("Erreur", by=BUYER, now=NOW)
    assert facts(tender) == []
    assert (tender.status, tender.revision) == (TenderStatus.CANCELLED, 2)


def test_a_tender_with_a_signed_lot_is_not_cancelled() -> None:
    tender = a_closed_tender(2)
    with pytest.raises(LotUnderContract):
        tender.cancel("Budget", by=BUYER, now=NOW, contracts=1)
    assert tender.status is TenderStatus.CLOSED


def test_an_awarded_tender_is_not_cancelled() -> None:
    with pytest.raises(IllegalMove):
        an_awarded_tender().cancel("Budget", by=BUYER, now=NOW)


def test_time_alone_moves_a_tender_at_its_deadline_and_at_no_other_moment() -> None:
    assert a_draft().due_at is None
    assert a_published_tender().due_at == IN_TIME
    assert a_closed_tender().due_at is None


def test_the_decision_on_a_lot_says_when_it_was_taken() -> None:
    tender, day = a_closed_tender(2), IN_TIME + timedelta(days=4)
    tender.close_lot(1, outcome=Fruitless.UNSUCCESSFUL, bids=0, reason="Aucune offre", by=BUYER, now=day)
    closed = tender.hand_over()[-1].fact
    assert isinstance(closed, LotClosed)
    assert closed.closed_at == day
