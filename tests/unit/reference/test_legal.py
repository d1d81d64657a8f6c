"""Legal figures are judged on the day of launch, and procedures name figures that exist."""

from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest

from contracts.reference import legal
from contracts.reference.legal import NoFigureInForce
from contracts.reference.procedures import procedures, shortest_notice
from contracts.vocabulary import Nature, Procedure, euros

LAUNCH = date(2026, 5, 4)


@pytest.mark.parametrize(
    ("key", "on", "value"),
    [
        ("formalised.supplies", date(2025, 12, 31), 221_000),
        ("formalised.supplies", date(2026, 1, 1), 216_000),
        ("formalised.works", LAUNCH, 5_404_000),
        ("formalised.concessions", LAUNCH, 5_404_000),
        ("formalised.social-services", LAUNCH, 750_000),
        ("without-publicity.supplies", date(2026, 3, 31), 40_000),
        ("without-publicity.supplies", date(2026, 4, 1), 60_000),
        ("without-publicity.works", LAUNCH, 100_000),
        ("publicity.journal", LAUNCH, 90_000),
        ("small-lot.works", LAUNCH, 1_000_000),
        ("standstill.electronic", LAUNCH, 11),
        ("standstill.other", LAUNCH, 16),
        ("advance.minimum-sme", LAUNCH, 10),
        ("modification.minor-works", LAUNCH, 15),
        ("essential-data.value", LAUNCH, 40_000),
    ],
)
def test_a_figure_is_the_one_in_force_on_the_day(key: str, on: date, value: int) -> None:
    assert legal.figure(key, on=on).value == Decimal(value)


def test_a_figure_that_is_not_in_force_is_a_clear_error() -> None:
    with pytest.raises(NoFigureInForce, match=r"environmental-criterion.*2026-08-20"):
        legal.figure("environmental-criterion", on=date(2026, 8, 20))
    assert legal.find("environmental-criterion", on=date(2026, 8, 20)) is None
    assert legal.find("environmental-criterion", on=date(2026, 8, 21)) is not None


def test_a_key_that_does_not_exist_is_a_clear_error() -> None:
    with pytest.raises(NoFigureInForce, match=r"formalised\.cathedrals"):
        legal.figure("formalised.cathedrals", on=LAUNCH)


def test_two_figures_of_one_key_are_never_in_force_on_the_same_day() -> None:
    for figures in legal.figures().values():
        for older, newer in pairwise(figures):
            assert older.valid_to is not None
            assert older.valid_to < newer.valid_from


@pytest.mark.parametrize(("nature", "threshold"), [(Nature.WORKS, 5_404_000), (Nature.GOODS, 216_000)])
def test_the_formalised_threshold_depends_on_the_nature(nature: Nature, threshold: int) -> None:
    assert legal.formalised_threshold(nature, on=LAUNCH).money == euros(threshold)


def test_services_need_no_publicity_below_their_threshold() -> None:
    assert legal.publicity_threshold(Nature.SERVICES, on=LAUNCH).money == euros(60_000)


def test_every_procedure_has_rules_and_its_limits_name_figures_in_force() -> None:
    assert set(procedures()) == set(Procedure)
    for rules in procedures().values():
        for limit in rules.limits:
            for key in filter(None, (limit.days, limit.electronic, limit.reduced)):
                assert legal.figure(key, on=LAUNCH).unit == "days"


@pytest.mark.parametrize(
    ("electronic", "reduced", "days"), [(True, False, 30), (False, False, 35), (True, True, 15), (False, True, 15)]
)
def test_an_open_procedure_leaves_the_time_that_its_means_allow(electronic: bool, reduced: bool, days: int) -> None:
    notice = shortest_notice(Procedure.OPEN, on=LAUNCH, electronic=electronic, reduced=reduced)
    assert notice is not None
    assert notice.figure.days == days
    assert not notice.warns


def test_an_adapted_procedure_that_is_short_only_warns() -> None:
    notice = shortest_notice(Procedure.ADAPTED, on=LAUNCH)
    assert notice is not None
    assert notice.warns


def test_a_restricted_procedure_first_leaves_time_for_requests() -> None:
    notice = shortest_notice(Procedure.RESTRICTED, on=LAUNCH)
    assert notice is not None
    assert (notice.phase, notice.figure.days) == ("requests", 30)


def test_a_purchase_without_publicity_has_no_notice_and_is_not_competed() -> None:
    assert shortest_notice(Procedure.WITHOUT_PUBLICITY, on=LAUNCH) is None
    assert not procedures()[Procedure.WITHOUT_PUBLICITY].competed
    assert procedures()[Procedure.OPEN].formalised
