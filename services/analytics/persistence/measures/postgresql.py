"""What the first measures of the catalogue count or sum, as SQL over the table of contracts."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cache, cached_property
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, null, true

from contracts.vocabulary import SizeClass
from services.analytics.domain.slice import Basis
from services.analytics.persistence.tables import contract

NEGLIGIBLE = Decimal(1)
UNCONFIRMED = Decimal(100_000_000)
TIMES_THE_ESTIMATE = 10
TRUST = ("at-most-1-eur", "ten-times-the-estimate", "100-million-and-more")
"""The rules that set a value aside as not trusted. Robust z-scores within a CPV division are not applied."""

_CENTS = 2
_SME = (SizeClass.TPE, SizeClass.PME)
Value = ColumnElement[Any]


class Measure(StrEnum):
    """What is counted or summed over the contracts of a scope; values are trusted ones, in EUR excluding VAT."""

    CONTRACTS = "contracts"
    CONTRACTS_WITH_VALUE = "contracts_with_value"
    VALUE = "value"
    HOLDERS = "holders"
    FIRST_TIME = "first_time"
    KNOWN_FIRST_TIME = "known_first_time"
    FIRST_TIME_VALUE = "first_time_value"
    KNOWN_FIRST_TIME_VALUE = "known_first_time_value"
    REGIONAL = "regional"
    KNOWN_PLACE = "known_place"
    REGIONAL_VALUE = "regional_value"
    KNOWN_PLACE_VALUE = "known_place_value"
    SME = "sme"
    TPE = "tpe"
    KNOWN_SIZE = "known_size"
    SME_VALUE = "sme_value"
    KNOWN_SIZE_VALUE = "known_size_value"
    SINGLE_BID = "single_bid"
    COMPETED = "competed"
    COMPETED_WITH_KNOWN_BIDS = "competed_with_known_bids"


@dataclass(frozen=True)
class Term:
    """The contracts that a measure takes, and what it sums over them, EUR; without `summed` it counts them."""

    taken: ColumnElement[bool]
    summed: Value | None = None

    @cached_property
    def total(self) -> Value:
        """The measure over the contracts of a group."""
        if self.summed is None:
            return func.count().filter(self.taken)
        return func.coalesce(func.sum(self.summed).filter(self.taken), 0)


def declared(basis: Basis) -> Value:
    """The value of a contract as its buyer says it."""
    return contract.c[basis.value]


# Making these expressions costs more than the query that they are part of, and there are six values in all.
@cache
def trusted(basis: Basis) -> Value:
    """The same, null where a rule sets it aside."""
    value, estimate = declared(basis), contract.c.planned
    odd = (value <= NEGLIGIBLE) | (value >= UNCONFIRMED)
    if basis is not Basis.PLANNED:
        odd |= and_(estimate > 0, value >= TIMES_THE_ESTIMATE * estimate).is_(true())
    return case((odd, null()), else_=value)


def _allotted(value: Value, part: Value) -> Value:
    """A part of the value of each contract, in whole cents: sums of them do not depend on their order or number."""
    return func.round(value * part, _CENTS)


@cache
def terms(value: Value) -> Mapping[str, Term]:
    """Every measure that is taken of contracts one by one, by a value of theirs."""
    row, valued = contract.c, value.is_not(None)
    first_known, sized, rivalled = row.first_time.is_not(None), row.lead_size.is_not(None), row.competed.is_(true())
    bids_known = and_(rivalled, row.bids > 0)
    sme = row.lead_size.in_(_SME)
    return {
        Measure.CONTRACTS: Term(true()),
        Measure.CONTRACTS_WITH_VALUE: Term(valued),
        Measure.VALUE: Term(valued, value),
        Measure.FIRST_TIME: Term(row.first_time),
        Measure.KNOWN_FIRST_TIME: Term(first_known),
        Measure.FIRST_TIME_VALUE: Term(and_(row.first_time, valued), value),
        Measure.KNOWN_FIRST_TIME_VALUE: Term(and_(first_known, valued), value),
        Measure.REGIONAL: Term(row.regional),
        Measure.KNOWN_PLACE: Term(row.known_place),
        Measure.REGIONAL_VALUE: Term(and_(row.regional, valued), _allotted(value, row.regional_part)),
        Measure.KNOWN_PLACE_VALUE: Term(and_(row.known_place, valued), _allotted(value, row.known_place_part)),
        Measure.SME: Term(sme),
        Measure.TPE: Term(row.lead_size == SizeClass.TPE),
        Measure.KNOWN_SIZE: Term(sized),
        Measure.SME_VALUE: Term(and_(sme, valued), value),
        Measure.KNOWN_SIZE_VALUE: Term(and_(sized, valued), value),
        Measure.SINGLE_BID: Term(and_(rivalled, row.bids == 1)),
        Measure.COMPETED: Term(rivalled),
        Measure.COMPETED_WITH_KNOWN_BIDS: Term(bids_known),
    }


MONETARY = frozenset(measure for measure, term in terms(declared(Basis.INITIAL)).items() if term.summed is not None)
"""Measures in EUR."""
