"""A decision to award (attribution), as much of it as red flags look at."""

from collections.abc import Sequence
from dataclasses import dataclass

ACTIVE = "active"
DECIDED = frozenset({ACTIVE, "cancelled", "unsuccessful"})
"""Statuses that will not change by themselves (OCDS `awardStatus`); `pending` and unknown words are not among them."""


@dataclass(frozen=True, slots=True)
class Award:
    """One award to its suppliers (titulaires), with the classification codes (CPV) of what they supply."""

    status: str | None
    suppliers: tuple[str, ...] = ()
    classifications: tuple[str, ...] = ()


def active(awards: Sequence[Award]) -> list[Award]:
    """The awards in force."""
    return [award for award in awards if award.status == ACTIVE]


def settled(awards: Sequence[Award]) -> bool:
    """Whether something was decided and nothing is open: a later decision cannot take a flag back."""
    return bool(awards) and all(award.status in DECIDED for award in awards)
