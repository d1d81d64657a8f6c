"""What the rules look at: a need as the buyer describes it, and the lots that it is divided into."""

# ruff: noqa: D102 - the words are those of Terms and LotNotice

from collections.abc import Sequence
from decimal import Decimal
from typing import Protocol
from uuid import UUID

from contracts.procedures import Clauses, Criterion, Framework
from contracts.reference.procedures import Shortening
from contracts.vocabulary import Money, Nature, Procedure, Technique

_NOTHING = Decimal(0)


class Part(Protocol):
    """A lot, as far as rules judge it."""

    @property
    def number(self) -> int: ...
    @property
    def value(self) -> Money | None: ...
    @property
    def months(self) -> int | None: ...
    @property
    def criteria(self) -> tuple[Criterion, ...]: ...
    @property
    def clauses(self) -> Clauses: ...
    @property
    def advance(self) -> Decimal | None: ...


class Need(Protocol):
    """A need and how it is to be met, as far as rules judge it."""

    @property
    def procedure(self) -> Procedure: ...
    @property
    def nature(self) -> Nature: ...
    @property
    def technique(self) -> Technique: ...
    @property
    def estimated_value(self) -> Money: ...
    @property
    def electronic(self) -> bool: ...
    @property
    def urgent(self) -> bool: ...
    @property
    def prior_information(self) -> bool: ...
    @property
    def social(self) -> bool: ...
    @property
    def exemption(self) -> str | None: ...
    @property
    def single_lot_reason(self) -> str | None: ...
    @property
    def small_lots(self) -> tuple[int, ...]: ...
    @property
    def framework(self) -> Framework | None: ...
    @property
    def within(self) -> UUID | None: ...


Parts = Sequence[Part]


def value_of(need: Need, lots: Parts) -> Decimal:
    """The value that thresholds are compared with, in euros excluding VAT: CCP R2121-1, R2121-8.

    It is that of all lots together, and of a framework agreement its maximum.
    """
    lot_values = sum((lot.value.amount for lot in lots if lot.value), _NOTHING)
    maximum = need.framework.maximum.amount if need.framework else _NOTHING
    return max(need.estimated_value.amount, maximum, lot_values)


def is_call(need: Need) -> bool:
    """Whether it calls on a framework agreement or a dynamic system, whose own award was judged: CCP R2162-7."""
    return need.within is not None or need.technique is Technique.SUBSEQUENT


def is_social(need: Need) -> bool:
    """Whether it asks for social or other specific services (services sociaux et spécifiques): CCP R2123-1 3°."""
    return need.social and need.nature is Nature.SERVICES


def shortenings(need: Need) -> tuple[Shortening, ...]:
    """What may shorten its time limits."""
    urgency: tuple[Shortening, ...] = ("urgency",) if need.urgent else ()
    return (*urgency, "prior-information") if need.prior_information else urgency
