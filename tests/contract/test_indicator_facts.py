"""The facts that are told suffice to compute every figure that starts from procedures."""

import pytest

from contracts.indicator_inputs import Inputs, indicator_inputs, unknown
from contracts.indicators import indicators
from tests.contract.indicator_facts import PAGE, page

RED_FLAGS = ("R003", "R018", "R024", "R025", "R028", "R030", "R035", "R036", "R038", "R048", "R058")
FAMILIES = {"A": 27, "R": 15, "S": 10, "E": 9, "Q": 8, "V": 6}
PLANNED = {f"{family}{number}" for family, count in FAMILIES.items() for number in range(1, count + 1)}
INPUTS = {one.id: one for one in indicator_inputs().indicators}


def test_every_figure_that_starts_from_procedures_says_what_feeds_it() -> None:
    assert set(INPUTS) == PLANNED | {f"C1.{flag}" for flag in RED_FLAGS}
    assert len(INPUTS) == len(indicator_inputs().indicators), "no figure is listed twice"


def test_every_figure_of_the_catalogue_is_covered() -> None:
    assert {name.partition(".")[0] for name in INPUTS} == set(indicators())


def test_every_member_that_feeds_a_figure_is_told() -> None:
    assert unknown(indicator_inputs().paths) == []


@pytest.mark.parametrize(
    "path",
    ["TenderDreamt.title", "TenderPublished.colour", "BidsOpened.bids.members.shoe", "TenderPublished.title.length"],
)
def test_a_member_that_nobody_tells_is_found(path: str) -> None:
    assert unknown([path, "TenderPublished.lots.clauses.social"]) == [path]


@pytest.mark.parametrize("one", INPUTS.values(), ids=lambda one: one.id)
def test_the_dimensions_of_a_figure_are_known(one: Inputs) -> None:
    assert one.dimensions in indicator_inputs().dimensions


@pytest.mark.parametrize("one", [one for one in INPUTS.values() if one.id in indicators()], ids=lambda one: one.id)
def test_every_dimension_that_the_catalogue_offers_is_told(one: Inputs) -> None:
    assert set(indicators()[one.id].dimensions) <= set(indicator_inputs().dimensions[one.dimensions])


def test_what_is_lacking_makes_a_figure_not_measurable() -> None:
    lacking = {one.id for one in INPUTS.values() if one.lacks}
    assert lacking == {one.id for one in indicators().values() if one.lacks} == {"S10"}


def test_the_page_is_that_of_the_data() -> None:
    assert PAGE.read_text() == page(), "write it anew: python -m tests.contract.indicator_facts"
