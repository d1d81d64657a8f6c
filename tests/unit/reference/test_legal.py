"""Legal figures are judged on the day of launch."""

from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest

from contracts.reference import legal
from contracts.reference.legal import NoFigureInForce
from contracts.vocabulary import Nature, euros

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
        ("information.answer", LAUNCH, 6),
        ("information.answer.urgent", LAUNCH, 4),
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


def test_an_article_is_of_the_public_procurement_code_unless_it_names_another_source() -> None:
    assert legal.figure("standstill.electronic", on=LAUNCH).source == "CCP R2182-1"
    assert legal.figure("formalised.works", on=LAUNCH).source == "Reg. (EU) 2025/2152"
    assert legal.figure("without-publicity.works", on=date(2025, 3, 3)).source.startswith("law 2020-1525")
