"""Which indicators there are to ask for."""

from chassis.errors import NotFound
from contracts.indicators import Indicator, indicators


class IndicatorUnknown(NotFound):
    """The catalogue has no indicator of this id."""


def indicator(identifier: str) -> Indicator:
    """The indicator of an id; raises `IndicatorUnknown`."""
    known = indicators().get(identifier)
    if known is None:
        raise IndicatorUnknown(known=list(indicators()))
    return known
