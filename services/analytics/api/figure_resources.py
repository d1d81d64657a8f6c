"""A figure as the observatory answers with it."""

from decimal import Decimal

from pydantic import BaseModel

from contracts.indicators import Computation
from services.analytics.application.answering import Reading, is_monetary
from services.analytics.domain.figure import Figure, Status
from services.analytics.domain.grain import Grain
from services.analytics.persistence.measures import measures
from services.analytics.persistence.measures.quality import RULES

Quantity = int | str
"""A count, or a decimal string: EUR excluding VAT, days, what is not whole."""


class CoverageResource(BaseModel):
    """How much of what should be counted is known; `rate` from 0 to 1."""

    known: Quantity
    total: Quantity
    rate: str | None


class FigureResource(BaseModel):
    """What was counted and what it comes to; `value` is null where nothing is known."""

    value: str | None
    numerator: Quantity | None
    denominator: Quantity | None
    coverage: CoverageResource
    status: Status

    @classmethod
    def of(cls, figure: Figure) -> "FigureResource":
        """The document of a figure."""
        tally, computation = figure.tally, figure.computation
        covered = _is_money(computation, computation.coverage.known)
        return cls(
            value=_value(figure),
            numerator=quantity(tally.numerator, monetary=_is_money(computation, computation.numerator)),
            denominator=quantity(tally.denominator, monetary=_is_money(computation, computation.denominator)),
            coverage=CoverageResource(
                known=quantity(tally.known, monetary=covered) or 0,
                total=quantity(tally.total, monetary=covered) or 0,
                rate=None if figure.coverage is None else str(figure.coverage),
            ),
            status=figure.status,
        )


class TrustedResource(FigureResource):
    """The same without the values that a rule sets aside."""

    rules: tuple[str, ...] = RULES

    @classmethod
    def beside(cls, reading: Reading) -> "TrustedResource | None":
        """The document of a figure that reads values of contracts; None of others."""
        computation = reading.figure.computation
        named = (computation.numerator, computation.denominator, computation.coverage.known)
        if not any(_is_money(computation, one) for one in named):
            return None
        return cls(**vars(FigureResource.of(reading.trusted)))


def quantity(count: Decimal | None, *, monetary: bool) -> Quantity | None:
    """How a count is written; None stays None."""
    if count is None:
        return None
    if monetary:
        return f"{count:.2f}"
    return int(count) if count == count.to_integral_value() else f"{count:f}"


def _value(figure: Figure) -> str | None:
    if figure.value is None:
        return None
    return f"{figure.value:.2f}" if is_monetary(figure.computation) else f"{figure.value:f}"


def _is_money(computation: Computation, measure: str | None) -> bool:
    return measure is not None and measures(Grain(computation.grain))[measure].money
