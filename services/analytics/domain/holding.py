"""The parts that holders have in a contract."""

from collections.abc import Sequence
from decimal import Decimal

from contracts.vocabulary import Holder, Role

_EXACT = Decimal("1e-18")
_WHOLE = Decimal(1)


def portions(holders: Sequence[Holder]) -> list[Decimal]:
    """The part of each holder in the value, from 0 to 1: declared shares brought to a sum of one, else equal parts."""
    if len(holders) == 1:
        return [_WHOLE]
    shares = [holder.share for holder in holders if holder.share is not None]
    whole = sum(shares, Decimal(0))
    if len(shares) < len(holders) or not whole:
        return [(_WHOLE / len(holders)).quantize(_EXACT)] * len(holders)
    return [(share / whole).quantize(_EXACT) for share in shares]


def lead(roles: Sequence[Role]) -> int:
    """The place of the one that answers for all: alone, or mandataire; the first where nobody is named so."""
    return next((place for place, role in enumerate(roles) if role is not Role.MEMBER), 0)
