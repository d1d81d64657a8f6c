"""Which indicators can be computed: a figure that is counted of the figures of all others."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cache

from contracts.indicators import Computation, indicators
from services.analytics.domain.figure import NOTHING, Figure, Status, Tally
from services.analytics.domain.grain import Grain
from services.analytics.domain.indicator import Chosen, chosen
from services.analytics.persistence.querying.tallies import Group, Tallies

Keys = tuple[str | None, ...]
Figures = Mapping[Keys | None, Mapping[str, Figure]]
"""Figures by the id of their indicator, of the whole (None) and of each group."""
_COMPUTABLE = frozenset({Status.OK, Status.SMALL_N})


@cache
def countable() -> tuple[Chosen, ...]:
    """Every indicator but those that count indicators."""
    return tuple(chosen(one.id) for one in indicators().values() if Grain(one.grain) is not Grain.INDICATOR)


def is_computable(figure: Figure) -> bool:
    """Whether a figure comes to something that can be relied on, be it of few rows."""
    return figure.status in _COMPUTABLE


def count_indicators(figures: Figures, computations: Sequence[Computation]) -> list[Group]:
    """What is counted of the indicators over the whole, then over each group in the order of its dimensions."""
    groups = sorted((keys for keys in figures if keys is not None), key=_place)
    return [Group(keys, tuple(_tallies(figures[keys], each) for each in computations)) for keys in (None, *groups)]


def _place(keys: Keys) -> list[tuple[bool, str]]:
    """What is untold comes last."""
    return [(one is None, one or "") for one in keys]


def _tallies(figures: Mapping[str, Figure], computation: Computation) -> Tallies:
    tally = _tally(figures, computation)
    return Tallies(tally, tally)


def _tally(figures: Mapping[str, Figure], computation: Computation) -> Tally:
    """Nothing is counted as long as no indicator has anything to count."""
    told = sum(bool(figure.tally.rows) for figure in figures.values())
    if not told:
        return NOTHING
    every = len(countable())
    counts = {"indicators": Decimal(every), "computable": Decimal(sum(map(is_computable, figures.values())))}
    return Tally(
        numerator=counts[computation.numerator],
        denominator=None if computation.denominator is None else counts[computation.denominator],
        known=counts[computation.coverage.known],
        total=counts[computation.coverage.total],
        support=every,
        rows=told,
    )
