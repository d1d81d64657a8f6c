"""The parts that holders have in a contract."""

from collections.abc import Sequence
from decimal import Decimal

from contracts.vocabulary import Role

_EXACT = Decimal("1e-18")
_WHOLE = Decimal(1)
_ALONE = [_WHOLE]


def portions(shares: Sequence[Decimal | None]) -> list[Decimal]:
    """The part of each holder in the value, from 0 to 1: declared shares brought to a sum of one, else equal parts."""
    if len(shares) == 1:
        return _ALONE
    declared = [share for share in shares if share is not None]
    whole = sum(declared, Decimal(0))
    if len(declared) < len(shares) or not whole:
        return [(_WHOLE / len(shares)).quantize(_EXACT)] * len(shares)
    return [(share / whole).quantize(_EXACT) for share in declared]


def lead(roles: Sequence[str]) -> int:
    """The place of the one that answers for all: alone, or mandataire; the first where nobody is named so."""
    return next((place for place, role in enumerate(roles) if role != Role.MEMBER), 0)
