"""What the canteens of the sample region report of the food they buy, quarter by quarter."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from heapq import nlargest
from itertools import pairwise
from random import Random
from typing import Any

from contracts.vocabulary import ContractState, euros

_AREA, _LENGTH, _CANTEENS = "food", timedelta(days=365), 2
_STARTS = ((1, 1), (4, 1), (7, 1), (10, 1))
_SINCE = 2021
_SUSTAINABLE, _ORGANIC, _FRENCH, _EUROPEAN, _GAIN = 0.31, 0.17, 0.62, 0.93, 0.025
"""Shares of what was bought in the year `_SINCE`, and what they gain in a year."""


@dataclass(frozen=True)
class FoodReport:
    """A report under a contract, by its reference, as `POST /contracts/{id}/food-reports` takes it."""

    reference: str
    body: dict[str, Any]

    @property
    def ends_on(self) -> str:
        """The last day that it is about."""
        return str(self.body["period"]["ends_on"])


def food_reports(contracts: Sequence[ContractState], until: date) -> list[FoodReport]:
    """Two for each quarter that is over, under the largest food contracts notified in the year before it."""
    food = [each for each in contracts if each.area == _AREA]
    return [
        _report(contract, first, last)
        for first, last in _quarters(until)
        for contract in nlargest(_CANTEENS, _begun(food, first), key=_value)
    ]


def _begun(contracts: Sequence[ContractState], day: date) -> list[ContractState]:
    return [each for each in contracts if each.notified_on and day - _LENGTH <= each.notified_on < day]


def _value(contract: ContractState) -> float:
    return float(contract.initial.amount) if contract.initial else 0.0


def _quarters(until: date) -> Iterator[tuple[date, date]]:
    """The first and last days of the quarters that are over."""
    starts = [date(year, month, day) for year in range(_SINCE, until.year + 2) for month, day in _STARTS]
    for first, after in pairwise(starts):
        if after <= until:
            yield first, after - timedelta(days=1)


def _report(contract: ContractState, first: date, last: date) -> FoodReport:
    rng = Random(f"food {contract.reference} {first}")  # noqa: S311 - invented, not secret
    total, gain = rng.randrange(90_000, 160_000), _GAIN * (first.year - _SINCE)
    shares = {"sustainable": _SUSTAINABLE + gain, "organic": _ORGANIC + gain, "french": _FRENCH, "european": _EUROPEAN}
    said = {name: total * (share + rng.uniform(-0.02, 0.02)) for name, share in shares.items()}
    period = {"starts_on": first.isoformat(), "ends_on": last.isoformat()}
    values = {name: euros(round(value)).model_dump(mode="json") for name, value in {"total": total, **said}.items()}
    return FoodReport(contract.reference, {"period": period, **values})
