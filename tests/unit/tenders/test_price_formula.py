"""Prices become points by named formulas, exactly."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis.strategies import decimals, lists, sampled_from

from contracts.procedures import Criterion, CriterionKind, LotNotice
from contracts.reference.price_formulas import PriceFormula, default_formula, price_formulas
from services.tenders.domain.price_formula import PriceFormulaUnknown, must_be_priced, rates
from tests.unit.tenders.bidding import PRICE, QUALITY

FORMULAS = sampled_from(sorted(price_formulas().values(), key=lambda each: each.code))
PRICES = lists(decimals(0, 10_000_000, places=2), min_size=1, max_size=8)


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("proportional", [1, Fraction(2, 3), Fraction(1, 2), Fraction(1, 3)]),
        ("proportional-squared", [1, Fraction(4, 9), Fraction(1, 4), Fraction(1, 9)]),
        ("linear", [1, Fraction(1, 2), 0, 0]),
        ("linear-half", [1, Fraction(3, 4), Fraction(1, 2), 0]),
        ("range", [1, Fraction(3, 4), Fraction(1, 2), 0]),
    ],
)
def test_each_formula_gives_what_its_definition_says(code: str, expected: list[Fraction]) -> None:
    prices = {number: Decimal(price) for number, price in enumerate((100, 150, 200, 300))}
    assert list(rates(price_formulas()[code], prices).values()) == expected


@given(FORMULAS, PRICES)
def test_the_lowest_price_has_all_points_and_none_has_less_than_nothing(
    formula: PriceFormula, prices: list[Decimal]
) -> None:
    found = rates(formula, dict(enumerate(prices)))
    assert all(0 <= rate <= 1 for rate in found.values())
    assert found[prices.index(min(prices))] == 1


@given(FORMULAS, PRICES)
def test_a_lower_price_never_earns_less(formula: PriceFormula, prices: list[Decimal]) -> None:
    found = rates(formula, dict(enumerate(prices)))
    ordered = [found[number] for number, _ in sorted(enumerate(prices), key=lambda each: each[1])]
    assert ordered == sorted(ordered, reverse=True)


def test_no_price_earns_no_points() -> None:
    assert rates(default_formula(), {}) == {}


@pytest.mark.parametrize(
    "criterion",
    [PRICE.model_copy(update={"price_formula": "magic"}), QUALITY.model_copy(update={"price_formula": "linear"})],
)
def test_a_formula_that_is_unknown_or_not_about_price_is_refused(criterion: Criterion) -> None:
    lot = LotNotice(number=1, title="Lot", criteria=(criterion,))
    with pytest.raises(PriceFormulaUnknown):
        must_be_priced([lot], price_formulas())


def test_a_price_criterion_may_name_a_formula_or_none() -> None:
    named = PRICE.model_copy(update={"price_formula": "linear"})
    other = Criterion(name="Délai", kind=CriterionKind.DELAY, weight=60)
    must_be_priced([LotNotice(number=1, title="Lot", criteria=(named, PRICE, other))], price_formulas())
