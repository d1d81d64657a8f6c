"""Amounts as fractions, and what is divided of them."""

from decimal import Decimal
from fractions import Fraction

from tests.component.analytics.naive.ledger import Json


def amount(money: Json | None) -> Fraction | None:
    return Fraction(money["amount"]) if money else None


def cents(value: Fraction) -> Fraction:
    """Whole cents, half of one upwards."""
    return Fraction(int(value * 100 + Fraction(1, 2)), 100)


def share(text: str | None) -> Fraction | None:
    return Fraction(Decimal(text)) if text is not None else None


def portions(shares: list[str | None]) -> list[Fraction]:
    """Of each holder: declared shares brought to a sum of one; equal parts where any is missing."""
    declared = [Fraction(Decimal(one)) for one in shares if one is not None]
    if len(declared) == len(shares) and sum(declared) > 0:
        return [one / sum(declared) for one in declared]
    return [Fraction(1, len(shares)) for _ in shares]
