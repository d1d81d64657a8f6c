"""The companies of the sample market: some were there from the start, others arrive year by year."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import count
from random import Random

from contracts.reference.document import Document, Record, read
from contracts.vocabulary import Holder, Identifier, Role, Share, SizeClass
from deploy.sample.communes import Commune, communes
from deploy.sample.demand import AreaDemand, demand
from deploy.sample.identifiers import siret

_APPETITE_SPREAD = 0.9
"""Standard deviation of the logarithm of how often companies bid: few bid often, many seldom."""
_SIZE_UNKNOWN = 0.06
_SOCIAL_ECONOMY, _INCLUSIVE = 0.08, 0.03
"""Shares of the companies."""
FIRST_NUMBER = 101
"""Number of the first company, from which its SIRET follows."""


class NameParts(Record):
    """Syllables of which names are made."""

    first: tuple[str, ...]
    second: tuple[str, ...]


class NameDocument(Document):
    """The parts of invented names."""

    regional: NameParts
    elsewhere: NameParts
    forms: tuple[str, ...]


@dataclass(frozen=True)
class Company:
    """A company that bids in one purchase area; `appetite` says how often, relative to the others."""

    siret: str
    name: str
    size: SizeClass
    is_size_known: bool
    commune: Commune
    arrived: date
    appetite: float

    @property
    def social_economy(self) -> bool:
        """Whether it is of the social and solidarity economy (ESS)."""
        return self._chance("social economy") < _SOCIAL_ECONOMY

    @property
    def inclusive(self) -> bool:
        """Whether it employs people far from employment or with a disability."""
        return self._chance("inclusive") < _INCLUSIVE

    def _chance(self, trait: str) -> float:
        return Random(f"{trait} {self.siret}").random()  # noqa: S311 - invented, not secret

    def holder(self, role: Role = Role.SOLE, share: Share | None = None) -> Holder:
        """The company as holder of a contract."""
        return Holder(
            identifier=Identifier(id=self.siret),
            name=self.name,
            role=role,
            share=share,
            size=self.size if self.is_size_known else None,
            place=self.commune.place,
            social_economy=self.social_economy,
            inclusive=self.inclusive,
        )


@cache
def _names() -> NameDocument:
    return read("names.yaml", NameDocument, "deploy.sample")


def _name(rng: Random, trades: tuple[str, ...], *, regional: bool) -> str:
    parts = _names().regional if regional else _names().elsewhere
    return f"{rng.choice(trades)} {rng.choice(parts.first)}{rng.choice(parts.second)} {rng.choice(_names().forms)}"


def company(rng: Random, area: AreaDemand, number: int, taken: set[str], arrived: date = date.min) -> Company:
    """A company of a purchase area, by a name that nobody has `taken`."""
    regional = rng.random() < float(area.regional)
    name = _name(rng, area.trades, regional=regional)
    while name in taken:
        name = _name(rng, area.trades, regional=regional)
    taken.add(name)
    towns = communes(regional=regional)
    return Company(
        siret=siret(number),
        name=name,
        size=rng.choices(list(area.sizes), list(area.sizes.values()))[0],
        is_size_known=rng.random() > _SIZE_UNKNOWN,
        commune=rng.choices(towns, [town.thousands for town in towns])[0],
        arrived=arrived,
        appetite=rng.lognormvariate(0, _APPETITE_SPREAD),
    )


def _arrivals(rng: Random, area: AreaDemand, first_year: int, years: int) -> Iterator[date]:
    """The first day of each company in the market: the initial ones, then the newcomers of each year."""
    start = date(first_year, 1, 1)
    yield from [start] * area.companies
    for year in range(years):
        for _ in range(area.newcomers):
            yield start.replace(year=first_year + year) + timedelta(days=rng.randrange(365))


def companies(seed: int, first_year: int, years: int) -> dict[str, list[Company]]:
    """Every company that takes part in these years, by purchase area."""
    rng = Random(f"companies {seed}")  # noqa: S311 - invented, not secret
    numbers, taken = count(FIRST_NUMBER), set[str]()
    return {
        code: [company(rng, area, next(numbers), taken, day) for day in _arrivals(rng, area, first_year, years)]
        for code, area in demand().items()
    }
