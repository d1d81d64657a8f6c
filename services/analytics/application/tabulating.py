"""Figures as the rows of a table, for files: the whole first, then each group."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

import orjson

from services.analytics.application.answering import Answer, Reading, Series
from services.analytics.domain.column import Kind
from services.analytics.domain.slice import Dimension
from services.analytics.persistence.exploring.condition import Condition
from services.analytics.persistence.exploring.table import Cell, Table

FIGURE_COLUMNS = {
    "indicator": "Id of the indicator",
    "name": "Its name in French",
    "part": "Part of it; empty for the main figure",
    "unit": "Unit of the value",
    "definition_version": "Version of its definition",
    "value": "The figure",
    "numerator": "What is counted or summed",
    "denominator": "Of how much",
    "known": "How much of what should be counted is known",
    "total": "How much should be counted",
    "coverage": "The known part, 0 to 1",
    "status": "Whether it can be relied on",
    "trusted_value": "The figure without values that a rule sets aside",
}
"""What each column holds, beside one for each dimension that figures are grouped by."""
_NUMBERS = frozenset({"value", "numerator", "denominator", "known", "total", "coverage", "trusted_value"})


def figures_table(answers: Sequence[Answer], by: Sequence[Dimension]) -> Table:
    """The table of answers; its rows go to the database as one JSON document."""
    names = [*FIGURE_COLUMNS][:3] + [one.value for one in by] + [*FIGURE_COLUMNS][3:]
    rows = [row for one in answers for series in one.series for row in _rows(one, series, by)]
    shape = orjson.dumps([dict.fromkeys(names, "VARCHAR")]).decode()
    return Table(
        of=f"(SELECT unnest(from_json($figures, '{shape}'), recursive := true))",
        cells=tuple(Cell(name, name, Kind.RATE if name in _NUMBERS else Kind.TEXT) for name in names),
        wanted=Condition("true", {"figures": orjson.dumps(rows).decode()}),
    )


def _rows(answer: Answer, series: Series, by: Sequence[Dimension]) -> Iterator[dict[str, str | None]]:
    indicator, definition, computation = answer.chosen.indicator, answer.chosen.definition, series.computation
    for reading in (series.whole, *series.groups):
        groups = reading.keys or [None] * len(by)
        yield {
            "indicator": indicator.id,
            "name": indicator.name.fr,
            "part": getattr(computation, "name", None) if computation is not definition else None,
            **{dimension.value: key for dimension, key in zip(by, groups, strict=True)},
            "unit": computation.unit,
            "definition_version": str(definition.version),
            **_numbers(reading),
        }


def _numbers(reading: Reading) -> dict[str, str | None]:
    figure, tally = reading.figure, reading.figure.tally
    return {
        "value": _text(figure.value),
        "numerator": _text(tally.numerator),
        "denominator": _text(tally.denominator),
        "known": _text(tally.known),
        "total": _text(tally.total),
        "coverage": _text(figure.coverage),
        "status": figure.status.value,
        "trusted_value": _text(reading.trusted.value),
    }


def _text(number: Decimal | None) -> str | None:
    return None if number is None else f"{number:f}"
