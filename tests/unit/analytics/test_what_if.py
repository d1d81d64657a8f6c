"""How a share would move by contracts to come."""

from datetime import date
from decimal import Decimal
from uuid import UUID, uuid5

import pytest

from services.analytics.domain.published_figure import Aim
from services.analytics.domain.what_if import (
    Candidate,
    CandidateKind,
    CandidatesUnknown,
    Count,
    NotToBeAsked,
    Wish,
    counting,
    must_be_known,
    outlook,
)

BEFORE = Count(Decimal(20), Decimal(100))
AIM = Aim("SPASER", Decimal(30))


def an_id(number: int) -> UUID:
    return uuid5(UUID(int=0), str(number))


def a_candidate(number: int, value: int | None = 1000) -> Candidate:
    known = None if value is None else Decimal(value)
    kind, day = CandidateKind.PLANNED, date(2026, 6, 30)
    return Candidate(an_id(number), kind, f"Achat {number}", "23350001600040", None, None, day, known)


def test_contracts_that_go_elsewhere_lower_the_share() -> None:
    found = outlook(BEFORE, counting("A1"), [a_candidate(n) for n in range(25)], Wish(share=Decimal(0)), AIM)
    assert (found.after.numerator, found.after.denominator, found.after.value) == (20, 125, Decimal("16.00"))


def test_a_part_of_the_coming_contracts_is_a_whole_number_of_them() -> None:
    found = outlook(BEFORE, counting("A1"), [a_candidate(n) for n in range(25)], Wish(share=Decimal("0.5")), AIM)
    assert (found.given, found.after.value) == (13, Decimal("26.40"))


def test_chosen_contracts_alone_go_to_the_beneficiary() -> None:
    wish = Wish(chosen=frozenset({an_id(1), an_id(2)}))
    found = outlook(BEFORE, counting("A1"), [a_candidate(n) for n in range(4)], wish, AIM)
    assert (found.after.numerator, found.after.denominator) == (22, 104)


def test_the_fewest_contracts_that_reach_the_target_are_named_and_suffice() -> None:
    candidates = [a_candidate(n) for n in range(40)]
    found = outlook(BEFORE, counting("A1"), candidates, Wish(share=Decimal(0)), AIM)
    assert (found.missing, found.fewest) == (22, 22)
    assert Decimal(100) * (20 + 22) / 140 >= AIM.value > Decimal(100) * (20 + 21) / 140


def test_no_number_is_named_where_not_even_all_of_them_suffice() -> None:
    found = outlook(BEFORE, counting("A1"), [a_candidate(1)], Wish(share=Decimal(1)), AIM)
    assert (found.fewest, found.missing) == (None, Decimal(10))


def test_a_share_of_the_value_is_reached_by_the_largest_contracts_first() -> None:
    candidates = [a_candidate(1, 10), a_candidate(2, 100), a_candidate(3, 50), a_candidate(4, None)]
    found = outlook(
        Count(Decimal(0), Decimal(0)), counting("A4"), candidates, Wish(share=Decimal(1)), Aim("P", Decimal(80))
    )
    assert (found.fewest, found.considered, found.without_value) == (2, 3, 1)
    assert found.after.value == Decimal(100)


def test_a_target_that_is_reached_needs_no_contract() -> None:
    found = outlook(Count(Decimal(90), Decimal(100)), counting("A1"), [a_candidate(1)], Wish(share=Decimal(0)), AIM)
    assert (found.fewest, found.missing) == (0, 0)


def test_a_figure_that_does_not_look_at_holders_is_not_to_be_asked() -> None:
    with pytest.raises(NotToBeAsked):
        counting("Q2")


def test_only_expected_contracts_can_be_chosen() -> None:
    with pytest.raises(CandidatesUnknown):
        must_be_known({an_id(9)}, [a_candidate(1)])
