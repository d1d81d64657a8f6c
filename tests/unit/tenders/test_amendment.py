"""Whatever is changed and whenever: a deadline never comes sooner, and a change that weighs leaves time."""

from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis.strategies import booleans, integers, lists, none, tuples

from chassis.errors import Refusal
from contracts.calendar import day_of
from contracts.procedures import TenderAmended
from services.tenders.domain.amendment import Change
from services.tenders.domain.tender_state import IllegalMove
from services.tenders.domain.time_limits import DeadlinePassed, TimeLimit
from tests.unit.tenders.builders import BUYER, IN_TIME, NOW, a_closed_tender, a_draft, a_published_tender

LIMIT = TimeLimit(days=6, article="CCP R2132-6, R2151-4")
CHANGES = lists(tuples(integers(0, 39), none() | integers(-5, 30), booleans()), max_size=8)


def a_change(substantial: bool = False, days: int | None = None) -> Change:
    moved = None if days is None else IN_TIME + timedelta(days=days)
    return Change("Plan corrigé", "Erreur de cote", substantial, moved)


@given(CHANGES)
def test_a_deadline_never_comes_sooner_and_a_change_that_weighs_leaves_time(
    changes: list[tuple[int, int | None, bool]],
) -> None:
    tender = a_published_tender()
    deadlines, told = [IN_TIME], tender.hand_over()
    for after, days, substantial in sorted(changes, key=lambda one: one[0]):
        now = NOW + timedelta(days=after)
        before = vars(tender).copy()
        try:
            tender.amend(a_change(substantial, days), (), by=BUYER, now=now, limit=LIMIT)
        except Refusal:
            assert vars(tender) == before
            continue
        told = tender.hand_over()
        assert [type(one.fact) for one in told] == [TenderAmended]
        assert tender.deadline is not None
        deadlines.append(tender.deadline)
        if substantial:
            assert deadlines[-1] > deadlines[-2]
            assert day_of(deadlines[-1]) >= day_of(now) + timedelta(days=6)
    assert all(later >= earlier for earlier, later in pairwise(deadlines))
    assert [one.number for one in tender.amendments] == list(range(1, len(deadlines)))
    assert tender.due_at == tender.deadline


def test_only_a_published_call_is_amended() -> None:
    for tender in (a_draft(), a_closed_tender()):
        with pytest.raises(IllegalMove):
            tender.amend(a_change(), (), by=BUYER, now=NOW, limit=LIMIT)


def test_a_call_whose_time_ran_out_is_not_amended_before_the_clock_closes_it() -> None:
    with pytest.raises(DeadlinePassed):
        a_published_tender().amend(a_change(days=10), (), by=BUYER, now=IN_TIME, limit=LIMIT)
