from datetime import date
from typing import Any

import pytest

from services.analytics.api.links import narrowed, rows_url
from services.analytics.domain.slice import Dimension

TODAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("given", "by", "keys", "expected"),
    [
        ({}, [Dimension.AREA], ("it",), {"area": ["it"]}),
        ({"area": ["it", "food"]}, [Dimension.AREA], (None,), {"area": ["none"]}),
        ({"period": "2019"}, [Dimension.QUARTER], ("2019-Q2",), {"period": "2019-Q2"}),
        ({"period": "rolling-12"}, [Dimension.YEAR], ("2026",), {"period": "2026-01-01..2026-02-28"}),
        ({}, [Dimension.YEAR, Dimension.SIZE], (None, "pme"), {"period": "undated", "size": ["pme"]}),
        ({"cpv": ["4521", "72"]}, [Dimension.CPV], ("45",), {"cpv": ["4521"]}),
    ],
)
def test_the_parameters_of_a_group_are_those_of_the_question_made_narrower(
    given: dict[str, Any], by: list[Dimension], keys: tuple[str | None, ...], expected: dict[str, Any]
) -> None:
    assert narrowed(given, by, keys, TODAY) == expected


def test_a_link_asks_what_the_question_asked() -> None:
    given = {"period": "2019", "area": ["it", "food"], "subsequent": True}
    assert rows_url("A3", given, 1, "value") == (
        "/indicators/A3/contracts?period=2019&area=it&area=food&subsequent=true&definition_version=1&part=value"
    )
    assert rows_url("A3", {}) == "/indicators/A3/contracts"


def test_links_that_differ_in_how_a_parameter_is_written_are_written_apart() -> None:
    assert rows_url("A1", {"subsequent": True}).endswith("?subsequent=true")
    assert rows_url("A1", {"subsequent": 1}).endswith("?subsequent=1")
