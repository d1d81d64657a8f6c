"""Columns and orders that people choose."""

import pytest

from services.analytics.domain.column import USUAL, ColumnUnknown, chosen
from services.analytics.domain.ordering import SortUnknown, ordering


def test_the_first_column_named_matters_most() -> None:
    keys = ordering("-notified_on, title")
    assert [(key.column.name, key.descending) for key in keys] == [("notified_on", True), ("title", False)]


@pytest.mark.parametrize("text", ["secret", "lacking", "title,-title", "title,buyer,cpv,nature", ""])
def test_contracts_are_not_put_in_every_order(text: str) -> None:
    with pytest.raises(SortUnknown):
        ordering(text)


def test_who_chooses_no_columns_gets_the_usual_ones() -> None:
    assert tuple(column.name for column in chosen(())) == USUAL


def test_a_column_is_given_once_and_in_the_order_chosen() -> None:
    assert [column.name for column in chosen(("title", "buyer", "title"))] == ["title", "buyer"]


def test_a_column_that_is_not_there_is_refused() -> None:
    with pytest.raises(ColumnUnknown):
        chosen(("price; DROP TABLE contract",))
