from datetime import timedelta
from uuid import UUID

import pytest

from contracts.procedures import ValueBand
from contracts.sourcing import SourcingClosed, SourcingOpened
from contracts.vocabulary import euros
from services.suppliers.domain.requests.caps import MOST, within_cap
from services.suppliers.domain.requests.request import DeadlinePassed, RequestRefused
from tests.unit.suppliers.requests.builders import DEADLINE, MONDAY, a_request, an_answer, contacts

BAND = ValueBand(minimum=euros(1000), maximum=euros(9000))


def test_suppliers_are_asked_by_batches_the_best_first_until_enough_have_answered() -> None:
    request, waiting = a_request(), contacts(7)
    request.open(now=MONDAY)
    first = request.send_batch(waiting, answered=0, now=MONDAY)
    assert [one.rank for one in first] == [1, 2, 3]
    assert request.next_batch_at is not None
    assert (request.next_batch_at - MONDAY) < timedelta(days=1)
    assert request.send_batch(waiting[3:], answered=2, now=request.next_batch_at) == ()
    assert request.next_batch_at is None


def test_the_band_of_value_is_told_only_where_it_is_shared() -> None:
    for shared in (False, True):
        request = a_request(value=BAND, value_shared=shared)
        request.open(now=MONDAY)
        [opened] = [one.fact for one in request.hand_over() if isinstance(one.fact, SourcingOpened)]
        assert opened.value == (BAND if shared else None)


def test_a_request_whose_deadline_passed_is_not_opened() -> None:
    with pytest.raises(DeadlinePassed):
        a_request().open(now=DEADLINE)


def test_the_tender_that_came_of_it_closes_it() -> None:
    request = a_request()
    request.open(now=MONDAY)
    request.link(UUID(int=9), now=MONDAY)
    closed = [one.fact for one in request.hand_over() if isinstance(one.fact, SourcingClosed)]
    assert [fact.tender_id for fact in closed] == [UUID(int=9)]
    with pytest.raises(RequestRefused):
        request.close(now=MONDAY)


def test_every_version_of_an_answer_is_kept() -> None:
    [contact] = contacts(1)
    contact.invite(1, now=MONDAY)
    for _ in range(2):
        contact.answer(an_answer(), is_open=True)
    assert len(contact.answers) == 2


def test_what_followed_a_contact_is_never_taken_back() -> None:
    [contact] = contacts(1)
    contact.follow(has_won=True)
    contact.follow(has_bid=True)
    assert (contact.has_bid, contact.has_won) == (True, True)


def test_who_was_asked_often_enough_is_left_alone() -> None:
    one, other = contacts(2)
    assert within_cap([one, other], {one.supplier_id: MOST, other.supplier_id: MOST - 1}) == [other]
