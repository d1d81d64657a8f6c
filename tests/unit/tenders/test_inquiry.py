"""A price that seems abnormally low is decided by a person, after its bidder was heard."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis.strategies import booleans, integers

from services.tenders.domain.inquiry import AnswerTooLate, BidderNotHeard, Inquiry, InquiryStatus
from services.tenders.domain.judgement import DueInstantPassed
from tests.unit.tenders.bidding import OPENED, TENDER, bid_id

DUE = OPENED + timedelta(days=7)


def asked() -> Inquiry:
    return Inquiry.asked(TENDER, bid_id(1), 1, DUE, by="anne", now=OPENED)


def decide(inquiry: Inquiry, now: datetime, *, accepted: bool = False) -> None:
    inquiry.decide(accepted=accepted, reason="Motif", by="anne", now=now)


@given(integers(0, 7 * 24 * 3600), booleans())
def test_a_silent_bidder_is_not_judged_before_its_time_is_over_l2152_6(seconds: int, accepted: bool) -> None:
    inquiry = asked()
    with pytest.raises(BidderNotHeard) as refusal:
        decide(inquiry, OPENED + timedelta(seconds=seconds), accepted=accepted)
    assert refusal.value.facts["article"] == "CCP L2152-6"
    assert inquiry.status is InquiryStatus.ASKED


@given(integers(1, 10**8))
def test_silence_alone_rejects_nothing(seconds: int) -> None:
    inquiry = asked()
    decide(inquiry, DUE + timedelta(seconds=seconds), accepted=True)
    assert inquiry.status is InquiryStatus.ACCEPTED


def test_an_answer_may_be_judged_at_once_and_only_once() -> None:
    inquiry = asked()
    inquiry.answer("Stock", (), now=OPENED)
    decide(inquiry, OPENED)
    assert (inquiry.status, inquiry.decided) == (InquiryStatus.REJECTED, True)
    with pytest.raises(BidderNotHeard):
        decide(inquiry, DUE + timedelta(days=1), accepted=True)


def test_an_answer_comes_once_and_in_time() -> None:
    inquiry = asked()
    with pytest.raises(AnswerTooLate):
        inquiry.answer("Stock", (), now=DUE + timedelta(seconds=1))
    inquiry.answer("Stock", (), now=DUE)
    with pytest.raises(AnswerTooLate):
        inquiry.answer("Encore", (), now=DUE)


def test_a_time_that_is_over_is_not_given() -> None:
    with pytest.raises(DueInstantPassed):
        Inquiry.asked(TENDER, bid_id(1), 1, OPENED, by="anne", now=OPENED)
