"""What the sample region plans to buy in a year: which purchases, when, and for how much of its budget."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from contracts.calendar import next_working_day
from deploy.sample.communes import communes
from deploy.sample.demand import Purchase, demand

BUDGET = 275_000_000
"""What the region buys in a year on average, in EUR excluding VAT."""
_BUDGET_SPREAD = 0.05
_VALUE_SPREAD = 1.15
"""Standard deviation of the logarithm of values around the median of their kind."""
_MONTHS = (6, 7, 9, 9, 8, 10, 10, 3, 7, 9, 10, 11)
"""How notifications spread over the months: few in August, many before summer and the end of the year."""
_YEAR_END = (12, 24)
_LOWEST_VALUE, _HIGHEST_VALUE = 5_000, 12_000_000
_SITES = (
    "lycée de {place}",
    "lycée maritime de {place}",
    "lycée agricole de {place}",
    "centre technique de {place}",
    "antenne de {place}",
    "campus de {place}",
)


@dataclass(frozen=True)
class Need:
    """One contract to come: `value` in EUR excluding VAT, `on` its day of notification."""

    area: str
    department: str
    purchase: Purchase
    title: str
    value: int
    on: date


def title_of(rng: Random, purchase: Purchase) -> str:
    """A title of this kind of purchase at some place."""
    towns = communes(regional=True)
    place = rng.choices(towns, [town.thousands for town in towns])[0].name
    return purchase.title.format(place=place, site=rng.choice(_SITES).format(place=place))


def _day(rng: Random, year: int) -> date:
    month = rng.choices(range(1, 13), _MONTHS)[0]
    day = next_working_day(date(year, month, 1) + timedelta(days=rng.randrange(28)))
    return day if day.year == year else date(year, *_YEAR_END)


def need(rng: Random, area: str, year: int) -> Need:
    """One need of a purchase area in a year, before the budget is voted."""
    purchase = rng.choice(demand()[area].purchases)
    return Need(
        area=area,
        department=rng.choice(purchase.departments),
        purchase=purchase,
        title=title_of(rng, purchase),
        value=round(purchase.value * rng.lognormvariate(0, _VALUE_SPREAD)),
        on=_day(rng, year),
    )


def needs(rng: Random, year: int) -> list[Need]:
    """All needs of a year in the order of their days, fitted to the budget that was voted."""
    wanted = [
        need(rng, code, year)
        for code, area in demand().items()
        for _ in range(round(area.contracts * rng.uniform(0.95, 1.05)))
    ]
    budget = BUDGET * rng.uniform(1 - _BUDGET_SPREAD, 1 + _BUDGET_SPREAD)
    return sorted(_fitted(_fitted(wanted, budget), budget), key=lambda each: each.on)


def _fitted(wanted: Sequence[Need], budget: float) -> list[Need]:
    """The needs with values that add up to the budget, as far as the lowest and the highest value allow."""
    factor = budget / sum(each.value for each in wanted)
    return [replace(each, value=_rounded(each.value * factor)) for each in wanted]


def _rounded(value: float) -> int:
    return min(_HIGHEST_VALUE, max(_LOWEST_VALUE, round(value / 10) * 10))
