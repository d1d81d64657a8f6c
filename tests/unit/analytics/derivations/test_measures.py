"""Every measure reads columns that its grain has, whatever a question asks for."""

import pytest

from services.analytics.domain.grain import Grain
from services.analytics.persistence.columns.derivation import GRAINS, STEPS
from services.analytics.persistence.measures import measures
from tests.unit.analytics.derivations.told_rows import Market

READINGS = {
    "value": "initial",
    "raw": "initial",
    "trusted": "current",
    "allotted": "initial",
    "anomaly": "aside_initial",
    "regional": "regional",
    "known_place": "known_place",
    "regional_value": "initial",
    "known_place_value": "initial",
    "first_time": "(company IS NOT NULL)",
    "known_first_time": "(day IS NOT NULL)",
    "today": "DATE '2026-06-01'",
}


@pytest.fixture(scope="module")
def market() -> Market:
    market = Market()
    market.derive(*STEPS)
    return market


@pytest.mark.parametrize("grain", GRAINS)
def test_a_measure_can_be_taken_of_the_rows_of_its_grain(market: Market, grain: Grain) -> None:
    for name, term in measures(grain).items():
        taken = term.taken.format(**READINGS)
        of = f"max(({term.of.format(**READINGS)}))" if term.of else "NULL"
        [row] = market.rows(f"SELECT count(*) FILTER ({taken}) AS n, {of} AS of FROM derived.{grain}")
        assert row == {"n": 0, "of": None}, name
