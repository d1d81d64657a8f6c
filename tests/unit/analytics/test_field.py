"""Fields of a record and the figures made from them."""

from contracts.indicators import indicators
from services.analytics.domain.field import FIELDS


def test_ten_fields_make_the_grade_of_a_record() -> None:
    assert sum(field.graded for field in FIELDS.values()) == 10


def test_a_field_feeds_the_figures_that_read_it() -> None:
    assert FIELDS["bids"].feeds(indicators()["A12"])
    assert not FIELDS["bids"].feeds(indicators()["A3"])
    assert FIELDS["holders.place"].feeds(indicators()["A3"])
