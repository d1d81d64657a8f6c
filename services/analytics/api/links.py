"""Where exactly the rows of a figure are listed."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from services.analytics.domain.period import UNDATED, Period
from services.analytics.domain.slice import TIMES, UNTOLD, Dimension

Keys = Sequence[str | None]
PARAMETERS = 4_096
"""How many parameters of links are kept as they were written."""


def rows_url(indicator: str, given: Mapping[str, Any], version: int | None = None, part: str | None = None) -> str:
    """The relative URL of the rows of a figure: `given` are the parameters that the question was asked with."""
    said = {**given, **({"definition_version": version} if version else {}), **({"part": part} if part else {})}
    query = "&".join(_written(name, one) for name, value in said.items() for one in _each(value))
    return f"/indicators/{indicator}/contracts{'?' if query else ''}{query}"


def corrections_url(since: date, buyers: Sequence[str]) -> str:
    """The relative URL of what was corrected after a day, of the one buyer that was asked for, or of all."""
    said = {"since": since.isoformat(), **({"buyer": buyers[0]} if len(buyers) == 1 and buyers[0] != UNTOLD else {})}
    return f"/observatory/quality/corrections?{urlencode(said)}"


def narrowed(given: Mapping[str, Any], by: Sequence[Dimension], keys: Keys, today: date) -> dict[str, Any]:
    """The parameters of one group of a question."""
    said = dict(given)
    for dimension, key in zip(by, keys, strict=True):
        if dimension in TIMES:
            said["period"] = _period(said.get("period"), key, today)
        elif dimension is Dimension.CPV and key is not None:
            said["cpv"] = [cpv for cpv in said.get("cpv", ()) if cpv.startswith(key)] or [key]
        else:
            said[dimension.value] = [UNTOLD if key is None else key]
    return said


def _period(asked: str | None, key: str | None, today: date) -> str:
    if key is None:
        return UNDATED
    one = Period.named(key, today)
    both = one if asked is None else Period.named(asked, today).within(one)
    assert both is not None  # a group has rows, and they are of the period asked for
    return both.name


def _each(value: Any) -> Sequence[Any]:
    return value if isinstance(value, (list, tuple)) else [value]


@lru_cache(PARAMETERS, typed=True)
def _written(name: str, value: Any) -> str:
    """A parameter as it is written: a thousand links of an answer hold the same few, and quoting takes half of them."""
    return urlencode({name: str(value).lower() if isinstance(value, bool) else value})
