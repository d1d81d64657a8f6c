"""The reference data of evaluations: price formulas and the rules on abnormally low prices."""

import pytest
from pydantic import ValidationError

from contracts.reference.abnormal import DoubleMean, UnderEstimate, abnormal_rules
from contracts.reference.price_formulas import PriceFormula, default_formula, default_maximum, price_formulas
from contracts.reference.roles import roles


def test_the_default_price_formula_is_proportional() -> None:
    assert default_formula() == price_formulas()["proportional"]
    assert default_maximum() == 20


def test_an_exponent_is_a_whole_number() -> None:
    with pytest.raises(ValidationError):
        PriceFormula(code="x", fr="x", en="x", formula="proportional", parameter="1.5")


def test_low_prices_are_found_by_the_mean_and_by_the_estimate() -> None:
    assert {type(rule) for rule in abnormal_rules()} == {DoubleMean, UnderEstimate}


def test_who_evaluates_does_not_approve() -> None:
    assert "tenders:award" not in roles()["evaluator"].scopes
    assert "evaluations:write" in roles()["evaluator"].scopes
    assert "tenders:award" in roles()["legal-adviser"].scopes
    assert "bids:submit" in roles()["supplier"].scopes
