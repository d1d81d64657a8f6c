"""How many could supply a need, and what is advised."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from contracts.reference.matching import matching
from contracts.reference.potential import potential
from contracts.vocabulary import Place, SizeClass
from services.suppliers.domain.matching.awards import Award, Awards
from services.suppliers.domain.matching.candidate import Candidate, Offer
from services.suppliers.domain.matching.need import Need, ValueBand
from services.suppliers.domain.potential.supply import Standing, Supply, supply

ROADS, PAVING, BREAD = "45233140", "45233222", "15811000"
DAY = date(2027, 3, 1)


def a_need(value: int | None = 200_000, department: str | None = "35") -> Need:
    band = ValueBand(Decimal(value), Decimal(value)) if value else None
    return Need("Voirie", DAY, (ROADS,), Place(department=department) if department else None, value=band)


def a_candidate(name: str = "a", **more: Any) -> Candidate:
    told = {"id": name, "name": name, "offers": (Offer(ROADS),), **more}
    return Candidate(**{**told, "awards": Awards.of(more.get("awards", ()))})


def an_award(amount: int = 1000, buyer: str = "23350001600040", code: str = PAVING) -> Award:
    return Award(buyer, date(2026, 1, 1), code, "35", float(amount))


def supplied(*candidates: Candidate, need: Need | None = None, standing: Standing | None = None) -> Supply:
    return supply(need or a_need(), candidates, standing or Standing(), potential(), matching())


def advised(found: Supply) -> set[str]:
    return {one.code for one in found.advice}


def test_only_suppliers_of_the_field_count() -> None:
    found = supplied(a_candidate(), a_candidate("b", offers=(Offer(BREAD),)), a_candidate("c", offers=()))
    assert found.figures["suppliers"] == 1


def test_a_past_contract_of_the_field_makes_a_supplier_experienced() -> None:
    held, other = a_candidate("b", awards=(an_award(),)), a_candidate("c", awards=(an_award(code=BREAD),))
    found = supplied(a_candidate(), held, other)
    assert (found.figures["experienced"], found.figures["never_awarded"]) == (1, 1)


def test_local_are_those_of_the_departement() -> None:
    near, far = a_candidate("b", place=Place(department="35")), a_candidate("c", place=Place(department="29"))
    assert supplied(a_candidate(), near, far).figures["local"] == 1
    assert "local" not in supplied(near, need=a_need(department=None)).figures


@pytest.mark.parametrize(
    ("known", "able"),
    [
        ({}, 0),
        ({"capacity": Decimal(200_000)}, 1),
        ({"capacity": Decimal(199_999), "size": SizeClass.GE}, 0),
        ({"awards": (an_award(100_000),)}, 1),
        ({"awards": (an_award(99_999),)}, 0),
        ({"size": SizeClass.TPE}, 0),
        ({"size": SizeClass.PME}, 1),
    ],
)
def test_who_can_carry_the_value_says_so_or_did_half_as_much_or_is_large_enough(
    known: dict[str, Any], able: int
) -> None:
    assert supplied(a_candidate(**known)).figures["able"] == able


def test_without_a_value_nobody_is_said_to_carry_it() -> None:
    assert "able" not in supplied(a_candidate(), need=a_need(None)).figures


def test_a_supplier_is_dependent_where_one_buyer_weighs_more_than_thirty_percent() -> None:
    buyers = ("23350001600040", "21350238800019", "35600000000048", "79878508500035")
    even = tuple(an_award(300, buyer) for buyer in buyers)
    uneven = (*even, an_award(300, buyers[0]))
    assert supplied(a_candidate(awards=even)).figures["dependent"] == 0
    assert supplied(a_candidate(awards=uneven)).figures["dependent"] == 1
    assert supplied(a_candidate(awards=uneven[-2:])).figures["dependent"] == 0


def test_suppliers_are_counted_by_size() -> None:
    found = supplied(a_candidate(size=SizeClass.TPE), a_candidate("b", size=SizeClass.TPE), a_candidate("c"))
    assert found.by_size == {"tpe": 2, "pme": 0, "eti": 0, "ge": 0, "unknown": 1}


def test_a_thin_market_is_to_be_sounded() -> None:
    assert "sound-the-market" in advised(supplied(a_candidate()))
    assert "sound-the-market" not in advised(supplied(*(a_candidate(str(n)) for n in range(5))))


def test_lots_and_their_value_follow_from_who_can_carry_the_whole() -> None:
    small = [a_candidate(str(n), size=SizeClass.TPE, place=Place(department="35")) for n in range(6)]
    assert {"split-into-lots", "lower-lot-value"} <= advised(supplied(*small))
    assert not {"split-into-lots", "lower-lot-value"} & advised(supplied(*small, need=a_need(50_000)))


def test_the_area_is_widened_where_few_are_local_and_others_are_not_far() -> None:
    far = [a_candidate(str(n), place=Place(department="29")) for n in range(5)]
    assert "widen-area" in advised(supplied(*far))
    assert "widen-area" not in advised(supplied(*far, need=a_need(department="29")))


def test_newcomers_inclusive_suppliers_and_labels_are_given_their_chance() -> None:
    known = [a_candidate(str(n)) for n in range(6)]
    some = Standing(inclusive={"0", "1", "2"}, labelled={"0", "1", "2", "3", "4"})
    assert {"reserve", "newcomer-room", "add-clause"} <= advised(supplied(*known, standing=some))
    awarded = [a_candidate(str(n), awards=(an_award(),)) for n in range(6)]
    assert not {"reserve", "newcomer-room", "add-clause"} & advised(supplied(*awarded))


def test_dependency_is_pointed_at() -> None:
    bound = [a_candidate(str(n), awards=(an_award(),) * 3) for n in range(3)]
    assert "mind-dependency" in advised(supplied(*bound))


def test_every_advice_says_why_with_its_figures_in_both_languages() -> None:
    everything = Standing({str(n) for n in range(9)}, {str(n) for n in range(9)})
    several = [a_candidate(str(n), size=SizeClass.TPE, awards=(an_award(),) * (n % 2 * 3)) for n in range(9)]
    for one in (*supplied(*several, standing=everything).advice, *supplied(a_candidate()).advice):
        assert not {"{", "}"} & {*one.because_fr, *one.because_en}
        assert any(letter.isdigit() for letter in one.because_fr)
