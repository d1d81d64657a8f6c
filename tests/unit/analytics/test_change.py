"""What changed between two versions of a contract."""

from services.analytics.domain.change import Change, changes


def test_each_field_that_says_something_else_is_told_with_both_values() -> None:
    before = {"title": "Pont", "bids": 3, "initial": {"amount": "1.00", "currency": "EUR"}}
    after = {"title": "Pont neuf", "bids": 3, "initial": {"amount": "2.00", "currency": "EUR"}}
    assert changes(before, after) == [
        Change("initial", {"amount": "1.00", "currency": "EUR"}, {"amount": "2.00", "currency": "EUR"}),
        Change("title", "Pont", "Pont neuf"),
    ]


def test_members_are_named_after_a_point() -> None:
    assert changes(
        {"clauses": {"social": False, "equality": True}}, {"clauses": {"social": True, "equality": True}}
    ) == [Change("clauses.social", False, True)]


def test_to_say_nothing_in_two_ways_is_no_change() -> None:
    assert changes({"places": [], "bids": None, "months": 0}, {"months": 0}) == []


def test_a_field_that_appears_or_goes_is_a_change() -> None:
    assert changes({"bids": 3}, {"months": 12}) == [Change("bids", 3, None), Change("months", None, 12)]
