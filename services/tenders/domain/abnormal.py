"""Which prices seem abnormally low (offre anormalement basse): CCP L2152-5."""

from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

from contracts.reference.abnormal import DoubleMean, UnderEstimate

Rule = DoubleMean | UnderEstimate
Prices = Mapping[UUID, Decimal]


def suspects(prices: Prices, estimate: Decimal | None, rules: Iterable[Rule]) -> dict[UUID, tuple[str, ...]]:
    """The bids whose price a rule finds abnormally low, with the codes of those rules; `estimate` excludes VAT."""
    found = {rule.code: _limit(rule, prices.values(), estimate) for rule in rules}
    codes = {bid: tuple(code for code, limit in found.items() if price < limit) for bid, price in prices.items()}
    return {bid: why for bid, why in codes.items() if why}


def _limit(rule: Rule, prices: Collection[Decimal], estimate: Decimal | None) -> Fraction:
    """The price under which the rule asks for a justification; 0 where it has nothing to compare with."""
    if isinstance(rule, UnderEstimate):
        return Fraction(rule.under) * Fraction(estimate or 0)
    if len(prices) < rule.bids:
        return Fraction(0)
    highest = _mean(prices) * Fraction(rule.outlier)
    return Fraction(rule.under) * _mean([price for price in prices if price <= highest])


def _mean(prices: Collection[Decimal]) -> Fraction:
    return sum(map(Fraction, prices), Fraction(0)) / len(prices)
