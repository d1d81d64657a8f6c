"""Like with like: what goes with a clause within strata."""

from decimal import Decimal

from services.analytics.domain.stratum import Side, Stratum, association


def a_stratum(with_clause: tuple[int, int], without: tuple[int, int], band: str = "under-40k") -> Stratum:
    return Stratum(band, "45", Side(with_clause[0], Decimal(with_clause[1])), Side(without[0], Decimal(without[1])))


def test_contracts_that_differ_in_size_do_not_pass_for_an_effect_of_the_clause() -> None:
    """Simpson's paradox: within each size more bids with the clause, over all fewer."""
    found = association([a_stratum((10, 60), (90, 450)), a_stratum((90, 180), (10, 10), "1m-and-more")])
    assert found.with_clause.mean == Decimal("2.40")
    assert found.without_clause.mean == Decimal("4.60")
    assert found.difference == Decimal("1.00")
    assert found.compared == 200


def test_a_stratum_with_one_side_only_is_shown_and_not_compared() -> None:
    found = association([a_stratum((4, 8), (0, 0)), a_stratum((5, 10), (5, 5))])
    assert (found.difference, found.compared, len(found.strata)) == (Decimal("1.00"), 10, 2)


def test_without_two_sides_there_is_no_difference() -> None:
    assert association([a_stratum((4, 8), (0, 0))]).difference is None
    assert association([]).with_clause.mean is None


def test_few_contracts_on_a_side_are_said() -> None:
    assert a_stratum((4, 8), (50, 50)).is_small
    assert not a_stratum((5, 8), (5, 50)).is_small
