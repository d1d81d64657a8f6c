"""What if: how a share would move if coming contracts went to those whom its target wants to reach."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal
from enum import StrEnum
from uuid import UUID

from chassis.errors import Unacceptable
from services.analytics.domain.published_figure import Aim

_CENT = Decimal("0.01")
_HUNDRED = Decimal(100)


class Beneficiary(StrEnum):
    """To whom coming contracts are assumed to go."""

    NEWCOMERS = "newcomers"
    REGION = "region"
    SME = "sme"
    TPE = "tpe"


@dataclass(frozen=True)
class Counting:
    """Whom an indicator counts, and whether each contract weighs one or its value, EUR excluding VAT."""

    beneficiary: Beneficiary
    by_value: bool


COUNTING = {
    "A1": Counting(Beneficiary.NEWCOMERS, by_value=False),
    "A2": Counting(Beneficiary.NEWCOMERS, by_value=True),
    "A3": Counting(Beneficiary.REGION, by_value=False),
    "A4": Counting(Beneficiary.REGION, by_value=True),
    "A6": Counting(Beneficiary.SME, by_value=False),
    "A7": Counting(Beneficiary.SME, by_value=True),
    "A8": Counting(Beneficiary.TPE, by_value=False),
}
"""The shares that can be asked what if."""


class NotToBeAsked(Unacceptable):
    """Who will hold a contract says nothing about this indicator."""


class CandidatesUnknown(Unacceptable):
    """Contracts were chosen that are not among the coming ones of the slice."""


class WishUnclear(Unacceptable):
    """Say either which part of the contracts goes there, or which contracts do."""


class CandidateKind(StrEnum):
    """Why a contract is expected: the plan announces it, or one like it ends (renouvellement)."""

    PLANNED = "planned"
    RENEWAL = "renewal"


@dataclass(frozen=True)
class Candidate:
    """A contract that is expected by `due`; `value` in EUR excluding VAT, None where nobody said."""

    candidate_id: UUID
    kind: CandidateKind
    title: str
    buyer: str
    department: str | None
    area: str | None
    due: date
    value: Decimal | None


@dataclass(frozen=True)
class Count:
    """A share and its parts; None where there is nothing to divide by."""

    numerator: Decimal
    denominator: Decimal

    @property
    def value(self) -> Decimal | None:
        """In percent, to two decimals."""
        if not self.denominator:
            return None
        return (_HUNDRED * self.numerator / self.denominator).quantize(_CENT, ROUND_HALF_UP)


@dataclass(frozen=True)
class Outlook:
    """A share before and after, what is still missing, and the fewest contracts that reach the target.

    `fewest` is None where there is no target, or where not even all of them suffice.
    """

    before: Count
    after: Count
    considered: int
    without_value: int
    given: Decimal
    missing: Decimal | None
    fewest: int | None


@dataclass(frozen=True)
class Wish:
    """Which of the coming contracts go to the beneficiary: those chosen, or a part from 0 to 1 of all."""

    share: Decimal | None = None
    chosen: frozenset[UUID] = frozenset()

    def must_be_clear(self) -> None:
        """Refuse both at once, and neither."""
        if (self.share is None) is not bool(self.chosen):
            raise WishUnclear


def counting(indicator: str) -> Counting:
    """Whom an indicator counts; raises `NotToBeAsked`."""
    if indicator not in COUNTING:
        raise NotToBeAsked(indicator=indicator, indicators=sorted(COUNTING))
    return COUNTING[indicator]


def must_be_known(chosen: Collection[UUID], candidates: Sequence[Candidate]) -> None:
    """Refuse what was chosen and is not expected."""
    unknown = set(chosen) - {one.candidate_id for one in candidates}
    if unknown:
        raise CandidatesUnknown(candidates=sorted(map(str, unknown)))


def outlook(before: Count, how: Counting, candidates: Sequence[Candidate], wish: Wish, aim: Aim | None) -> Outlook:
    """How a share would move if every candidate became a contract, and those wished for went to the beneficiary."""
    weighed = [one for one in candidates if not how.by_value or one.value is not None]
    whole = sum((_weight(one, how) for one in weighed), Decimal(0))
    given = _given(weighed, how, wish, whole)
    after = Count(before.numerator + given, before.denominator + whole)
    goal = None if aim is None else _goal(aim, after.denominator, how)
    return Outlook(
        before=before,
        after=after,
        considered=len(weighed),
        without_value=len(candidates) - len(weighed),
        given=given,
        missing=None if goal is None else max(goal - after.numerator, Decimal(0)),
        fewest=None if goal is None else _fewest(goal - before.numerator, [_weight(one, how) for one in weighed]),
    )


def _weight(one: Candidate, how: Counting) -> Decimal:
    return (one.value or Decimal(0)) if how.by_value else Decimal(1)


def _given(weighed: Sequence[Candidate], how: Counting, wish: Wish, whole: Decimal) -> Decimal:
    """What goes to the beneficiary; a part of a number of contracts is a whole number of them, rounded half up."""
    if wish.share is None:
        return sum((_weight(one, how) for one in weighed if one.candidate_id in wish.chosen), Decimal(0))
    return (wish.share * whole).quantize(_CENT if how.by_value else Decimal(1), ROUND_HALF_UP)


def _goal(aim: Aim, denominator: Decimal, how: Counting) -> Decimal:
    return (aim.value * denominator / _HUNDRED).quantize(_CENT if how.by_value else Decimal(1), ROUND_CEILING)


def _fewest(wanted: Decimal, weights: Sequence[Decimal]) -> int | None:
    """The heaviest first: no smaller number of contracts weighs as much."""
    reached = Decimal(0)
    for number, weight in enumerate(sorted(weights, reverse=True)):
        if reached >= wanted:
            return number
        reached += weight
    return len(weights) if reached >= wanted else None
