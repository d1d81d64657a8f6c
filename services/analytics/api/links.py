"""Where exactly the rows of a figure are listed."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from urllib.parse import urlencode

from services.analytics.domain.period import UNDATED, Period
from services.analytics.domain.slice import TIMES, UNTOLD, Dimension

Keys = Sequence[str | None]


def rows_url(indicator: str, given: Mapping[str, Any], version: int | None = None, part: str | None = None) -> str:
    """The relative URL of the rows of a figure: `given` are the parameters that the question was asked with."""
    said = {**given, **({"definition_version": version} if version else {}), **({"part": part} if part else {})}
    query = urlencode({name: _word(value) for name, value in said.items()}, doseq=True)
    return f"/indicators/{indicator}/contracts{'?' if query else ''}{query}"


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


def _word(value: Any) -> Any:
    return str(value).lower() if isinstance(value, bool) else value
