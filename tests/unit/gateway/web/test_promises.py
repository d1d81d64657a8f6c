"""The card of a promise judges nothing that it does not know."""

from gateway.web.observatory.promises import Card


def test_a_figure_without_a_value_is_not_judged_by_that_of_its_year() -> None:
    trajectory = {"light": "green", "years": []}
    assert [Card({"value": value}, trajectory).light for value in (None, "8.6")] == ["grey", "green"]
