"""How the prices of bids become points: a closed set of formulas, exact."""

from collections.abc import Callable, Collection, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import TypeVar

from chassis.errors import Unacceptable
from contracts.procedures import Criterion, CriterionKind, LotNotice
from contracts.reference.price_formulas import FormulaName, PriceFormula

Key = TypeVar("Key")
Rate = Callable[[Fraction, Fraction, Fraction, Fraction], Fraction]
"""From a price, the lowest and the highest one, and a parameter, to the part of the points, from 0 to 1."""


class PriceFormulaUnknown(Unacceptable):
    """A criterion names a price formula that is not in the reference data, or is not about price."""


def _proportional(price: Fraction, low: Fraction, _: Fraction, exponent: Fraction) -> Fraction:
    return Fraction(1) if price == low else (low / price) ** int(exponent)


def _linear(price: Fraction, low: Fraction, _: Fraction, slope: Fraction) -> Fraction:
    if price == low:
        return Fraction(1)
    return max(Fraction(0), 1 - slope * (price - low) / low) if low else Fraction(0)


def _range(price: Fraction, low: Fraction, high: Fraction, _: Fraction) -> Fraction:
    return Fraction(1) if price == low else (high - price) / (high - low)


_RATES: Mapping[FormulaName, Rate] = {"proportional": _proportional, "linear": _linear, "range": _range}


def rates(formula: PriceFormula, prices: Mapping[Key, Decimal]) -> dict[Key, Fraction]:
    """The part of the points of its criterion that each price earns: 1 for the lowest, never under 0."""
    if not prices:
        return {}
    low, high = Fraction(min(prices.values())), Fraction(max(prices.values()))
    rate, parameter = _RATES[formula.formula], Fraction(formula.parameter)
    return {key: rate(Fraction(price), low, high, parameter) for key, price in prices.items()}


def is_priced(criterion: Criterion) -> bool:
    """Whether a formula gives the points of a criterion, and nobody a mark."""
    return criterion.kind is CriterionKind.PRICE


def must_be_priced(lots: Collection[LotNotice], known: Collection[str]) -> None:
    """Refuse a price formula that is not `known`, and one on a criterion that people mark."""
    for lot in lots:
        for criterion in lot.criteria:
            code = criterion.price_formula
            if code is not None and (code not in known or not is_priced(criterion)):
                raise PriceFormulaUnknown(lot=lot.number, formula=code, known=sorted(known))
