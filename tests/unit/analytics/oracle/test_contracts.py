"""The oracle on contracts, by examples worked out by hand: what it says is only worth what these hold."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from contracts.vocabulary import Role, SizeClass
from tests.component.analytics.telling import (
    COMPANIES,
    LIEGE,
    NANTES,
    OTHER_BUYER,
    REGION,
    RENNES,
    a_contract,
    a_holder,
    corrected,
    money,
    notified,
    registered,
    signed,
)
from tests.unit.analytics.oracle.examples import counts, figures

ONE, TWO, THREE = COMPANIES[:3]


def test_a_contract_that_is_only_signed_does_not_count_and_one_that_ended_before_it_began_neither() -> None:
    facts = (
        signed(a_contract("1", notified_on=None)),
        notified(a_contract("2", notified_on=date(2025, 3, 1), ended_on=date(2025, 2, 28))),
        notified(a_contract("3", notified_on=None)),
        notified(a_contract("4", notified_on=date(2025, 3, 1), ended_on=date(2025, 3, 1))),
    )
    assert counts("V1", *facts) == (2, None)
    assert counts("V1", *facts, period="2025") == (1, None)


def test_subsequent_contracts_count_only_where_they_are_asked_for() -> None:
    facts = (notified(a_contract("1")), notified(a_contract("2", technique="subsequent")))
    assert counts("V1", *facts) == (1, None)
    assert counts("V1", *facts, subsequent=True) == (2, None)
    assert counts("V1", *facts, technique=("subsequent",)) == (1, None)


@pytest.mark.parametrize(("earlier", "is_first"), [("2015-03-14", 0), ("2015-03-13", 1), ("2019-03-14", 1)])
def test_a_contract_of_the_48_months_before_makes_a_later_one_no_first(earlier: str, is_first: int) -> None:
    before = notified(a_contract("1", notified_on=date.fromisoformat(earlier)))
    now = notified(a_contract("2", notified_on=date(2019, 3, 14)))
    same_day = earlier.startswith("2019")
    assert counts("A1", before, now, period="2019-Q1") == ((2, 2) if same_day else (is_first, 1))
    assert counts("A1", before, now, period="2019-Q1", window="all") == ((2, 2) if same_day else (0, 1))


def test_the_history_of_any_member_counts_or_that_of_the_lead_alone() -> None:
    lead, member = a_holder(ONE, role=Role.LEAD), a_holder(TWO, role=Role.MEMBER)
    before = notified(a_contract("1", holders=(a_holder(TWO),), notified_on=date(2018, 1, 1)))
    now = notified(a_contract("2", holders=(member, lead), notified_on=date(2019, 1, 1)))
    assert counts("A1", before, now, period="2019") == (0, 1)
    assert counts("A1", before, now, period="2019", variant="lead") == (1, 1)


def test_what_a_mandatary_bought_is_history_of_the_one_it_bought_for() -> None:
    before = notified(a_contract("1", buyer=OTHER_BUYER, on_behalf_of=REGION, notified_on=date(2018, 1, 1)))
    now = notified(a_contract("2", notified_on=date(2019, 1, 1)))
    assert counts("A1", before, now, buyer=(REGION,)) == (1, 2)
    assert counts("A1", before, now, buyer=(REGION,), scope="own") == (1, 1)


def test_the_value_is_divided_by_declared_shares_else_equally_and_known_places_alone_count() -> None:
    shares = [Decimal("0.5"), Decimal("0.25"), Decimal("0.25")]
    places = (RENNES, NANTES, None)
    holders = tuple(
        a_holder(one, place=place, share=share)
        for one, place, share in zip((ONE, TWO, THREE), places, shares, strict=True)
    )
    fact = notified(a_contract("1", holders=holders, initial=money("100.01")))
    assert counts("A4", fact) == (Fraction("50.01"), Fraction("75.01"))
    origins = {name: figure.numerator for name, figure in figures("A5", fact).items()}
    assert origins == {
        "": Fraction("50.01"),
        "region": Fraction("50.01"),
        "france": Fraction("25.00"),
        "union": 0,
        "elsewhere": 0,
    }
    equal = tuple(holder.model_copy(update={"share": None}) for holder in holders)
    assert counts("A4", notified(a_contract("1", holders=equal, initial=money(90)))) == (30, 60)


def test_a_holder_is_where_the_contract_says_else_where_the_registry_said_by_then() -> None:
    silent = a_contract("1", holders=(a_holder(ONE, place=None),))
    assert counts("A3", notified(silent)) == (0, 0)
    assert counts("A3", notified(silent), registered(ONE, place=RENNES)) == (1, 1)
    assert counts("A3", notified(silent), registered(ONE, place=LIEGE)) == (0, 1)
    assert counts("A3", notified(a_contract("1")), registered(ONE, place=LIEGE)) == (1, 1)


def test_the_size_is_that_of_the_lead() -> None:
    big, small = a_holder(ONE, role=Role.MEMBER, size=SizeClass.GE), a_holder(TWO, role=Role.LEAD, size=SizeClass.TPE)
    assert counts("A6", notified(a_contract("1", holders=(big, small)))) == (1, 1)
    assert counts("A8", notified(a_contract("1", holders=(small,)))) == (1, 1)
    assert counts("A8", notified(a_contract("1", holders=(a_holder(ONE),)))) == (0, 0)


def test_the_last_version_counts_whatever_the_order_and_however_often_it_came() -> None:
    facts = [notified(a_contract("1")), corrected(a_contract("1", holders=(a_holder(place=NANTES),)), 2)]
    for told in (facts, facts[::-1], facts * 2):
        assert counts("A3", *told) == (0, 1)


def test_values_that_a_rule_sets_aside_are_raw_but_not_trusted() -> None:
    values = {"1": (1, None), "2": (500, 50), "3": (100_000_000, None), "4": (499, 50)}
    facts = [
        notified(a_contract(name, initial=money(value), planned=money(planned) if planned else None))
        for name, (value, planned) in values.items()
    ]
    assert counts("V2", *facts) == (100_001_000, None)
    assert counts("V2", *facts, trusted=True) == (499, None)
    confirmed = corrected(a_contract("3", initial=money(100_000_000)), 2)
    assert counts("V2", *facts, confirmed, trusted=True) == (100_000_499, None)


def test_a_value_far_from_what_is_usual_in_its_division_is_set_aside() -> None:
    usual = [notified(a_contract(str(n), cpv="45000000", initial=money(900 + 10 * n))) for n in range(20)]
    odd = notified(a_contract("odd", cpv="45210000", initial=money(50_000)))
    other = notified(a_contract("other", cpv="72000000", initial=money(50_000)))
    found = figures("Q5", *usual, odd, other)
    assert (found[""].numerator, found["outlier-of-its-division"].numerator) == (1, 1)
    assert figures("Q5", *usual[:18], odd, other)[""].numerator == 0


def test_concentration_is_the_sum_of_squared_shares() -> None:
    facts = [notified(a_contract(name, holders=(a_holder(siret),), initial=money(value)))
             for name, siret, value in (("1", ONE, 60), ("2", TWO, 30), ("3", TWO, 10))]  # fmt: skip
    found = figures("A26", *facts)
    assert (found[""].numerator, found["top-ten"].numerator) == (5200, 100)


def test_a_corrected_contract_is_what_it_is_now_known_to_have_been_and_was_what_was_known_then() -> None:
    told = [notified(a_contract("1", notified_on=date(2025, 5, 5)))]
    told += [corrected(a_contract("1", notified_on=date(2025, 7, 7)), 2)]
    late = told[1].model_copy(update={"recordedtime": told[1].recordedtime.replace(year=2027)})
    known = told[0].recordedtime.date()
    assert counts("V1", told[0], late, as_of=date(2025, 6, 1)) == (0, None)
    assert counts("V1", told[0], late, as_of=date(2025, 6, 1), as_known_on=known) == (1, None)
    assert counts("V1", told[0], late, as_of=date(2025, 7, 7)) == (1, None)
    assert counts("V1", told[0], late, period="2025-05") == (0, None)
    assert counts("V1", told[0], late, period="2025-05", as_known_on=known) == (1, None)
