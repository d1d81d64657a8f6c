"""The catalogue is whole: every figure of the observatory is defined, in both languages, by measures that exist."""

from collections.abc import Iterator

import pytest

from contracts.indicator_inputs import indicator_inputs, unknown
from contracts.indicators import Computation, Definition, Indicator, catalogue, indicators
from services.analytics.domain.grain import Grain
from services.analytics.persistence.measures import measures
from tests.contract.indicator_page import PAGE, page

FAMILIES = {"A": 27, "R": 15, "S": 10, "E": 9, "Q": 8, "V": 6, "C": 1}
PLANNED = [f"{family}{number}" for family, count in FAMILIES.items() for number in range(1, count + 1)]
EVERY = list(indicators().values())
_A_CONTRACT = "ContractNotified.contract"


def computations(indicator: Indicator) -> Iterator[Computation]:
    for definition in (indicator, *indicator.earlier):
        yield definition
        yield from definition.parts


def named(computation: Computation) -> set[str]:
    told = (computation.numerator, computation.denominator, computation.coverage.known, computation.coverage.total)
    return {name for name in told if name}


def figure(indicator: Indicator) -> str:
    return indicator.id


def test_every_figure_that_was_planned_is_there_in_order() -> None:
    assert [one.id for one in catalogue().indicators] == PLANNED


@pytest.mark.parametrize("indicator", EVERY, ids=figure)
def test_every_measure_is_one_of_its_grain(indicator: Indicator) -> None:
    for computation in computations(indicator):
        assert named(computation) <= set(measures(Grain(computation.grain)))


@pytest.mark.parametrize("grain", Grain)
def test_every_measure_of_a_grain_is_part_of_some_figure(grain: Grain) -> None:
    used = [named(one) for indicator in EVERY for one in computations(indicator) if one.grain == grain]
    assert set(measures(grain)) == set().union(*used)


@pytest.mark.parametrize("indicator", EVERY, ids=figure)
def test_a_figure_is_over_a_denominator_exactly_where_it_is_a_share_or_a_ratio(indicator: Indicator) -> None:
    for computation in computations(indicator):
        assert (computation.denominator is None) == (computation.form == "direct")
        assert computation.form != "share" or computation.unit == "percent"


@pytest.mark.parametrize("indicator", EVERY, ids=figure)
def test_a_sum_of_money_is_in_euros_and_nothing_else_is(indicator: Indicator) -> None:
    for computation in computations(indicator):
        money = measures(Grain(computation.grain))[computation.numerator].money
        assert (computation.unit == "EUR") == (money and computation.form == "direct")


@pytest.mark.parametrize("indicator", EVERY, ids=figure)
def test_a_figure_offers_the_dimensions_of_its_grain(indicator: Indicator) -> None:
    assert indicator.dimensions == catalogue().dimensions[indicator.grain]


def test_every_grain_has_dimensions() -> None:
    assert set(catalogue().dimensions) == set(Grain)


@pytest.mark.parametrize("indicator", EVERY, ids=figure)
def test_every_input_is_told_and_said_to_feed_the_figure(indicator: Indicator) -> None:
    definitions: tuple[Definition, ...] = (indicator, *indicator.earlier)
    inputs = {path for definition in definitions for path in definition.inputs}
    facts = {path for path in inputs if path[0].isupper()}
    fed = [one for one in indicator_inputs().indicators if one.id.partition(".")[0] == indicator.id]
    assert facts <= {path for one in fed for path in one.paths}
    assert unknown(f"{_A_CONTRACT}.{path}" for path in inputs - facts) == []


@pytest.mark.parametrize("indicator", EVERY, ids=figure)
def test_targets_come_in_the_order_of_their_years_and_bear_one_value_each(indicator: Indicator) -> None:
    told = [(one.plan, one.buyer, one.year or 0) for one in indicator.targets]
    assert told == sorted(set(told), key=told.index)
    assert [year for *_, year in told] == sorted(year for *_, year in told)


@pytest.mark.parametrize("indicator", EVERY, ids=figure)
def test_parts_are_named_once_and_labelled(indicator: Indicator) -> None:
    for definition in (indicator, *indicator.earlier):
        names = [part.name for part in definition.parts]
        assert len(names) == len(set(names))
        assert [definition.part(name) for name in names] == list(definition.parts)


@pytest.mark.parametrize("indicator", EVERY, ids=figure)
def test_versions_of_a_definition_differ_and_the_present_one_is_the_last(indicator: Indicator) -> None:
    versions = [definition.version for definition in indicator.earlier]
    assert versions == list(range(indicator.version - 1, 0, -1))
    assert indicator.defined() is indicator
    assert [indicator.defined(version) for version in versions] == list(indicator.earlier)
    assert indicator.defined(indicator.version + 1) is None


def test_a_definition_that_changed_is_still_there() -> None:
    before = indicators()["A12"].defined(1)
    assert before is not None
    assert (before.grain, indicators()["A12"].grain) == ("contract", "lot")


@pytest.mark.parametrize("indicator", EVERY, ids=figure)
def test_a_sentence_in_one_language_is_not_that_of_the_other(indicator: Indicator) -> None:
    definitions: tuple[Definition, ...] = (indicator, *indicator.earlier)
    told = [one.definition for one in definitions] + [one.method for one in definitions if one.method]
    assert all(words.fr != words.en and words.fr.endswith(".") and words.en.endswith(".") for words in told)


def test_the_page_is_that_of_the_catalogue() -> None:
    assert PAGE.read_text() == page(), "write it anew: python -m tests.contract.indicator_page"
