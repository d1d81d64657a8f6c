"""What the sample region announces that it will buy in the coming year."""

from datetime import date
from random import Random
from typing import Any

from contracts.reference.territory import region
from contracts.vocabulary import euros
from deploy.sample.demand import demand
from deploy.sample.generator import BUYER, SEED
from deploy.sample.planning import Need, need

PER_AREA = 5
QUARTERS = 4
_SPREAD = 0.2
"""How far the band of an expected value reaches to either side."""
_QUARTER_MONTHS = 3


def plan(today: date, seed: int = SEED) -> list[dict[str, Any]]:
    """Five entries for each purchase area, expected in one of the four quarters after that of `today`."""
    rng = Random(f"plan {seed} {today.year}")  # noqa: S311 - invented, not secret
    areas = [code for code in demand() for _ in range(PER_AREA)]
    return [_entry(rng, need(rng, area, today.year), today, number) for number, area in enumerate(areas, 1)]


def _entry(rng: Random, wanted: Need, today: date, number: int) -> dict[str, Any]:
    value = max(wanted.value, 10_000)
    return {
        "reference": f"P{today.year}-{number:03d}",
        "title": wanted.title,
        "buyer": BUYER,
        "department": wanted.department,
        "area": wanted.area,
        "cpv": wanted.purchase.cpv,
        "nature": wanted.purchase.nature.value,
        "value": {"minimum": _money(value * (1 - _SPREAD)), "maximum": _money(value * (1 + _SPREAD))},
        "places": [rng.choice(region().departments).nuts],
        "quarter": _quarter(today, rng.randint(1, QUARTERS)),
    }


def _money(value: float) -> dict[str, Any]:
    return euros(round(value / 1000) * 1000).model_dump(mode="json")


def _quarter(today: date, ahead: int) -> str:
    """The quarter that comes so many after that of a day."""
    year, quarter = divmod(today.year * QUARTERS + (today.month - 1) // _QUARTER_MONTHS + ahead, QUARTERS)
    return f"{year}-Q{quarter + 1}"
