"""The contracts of the sample region: the same seed and year give the same ones on every machine."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from random import Random

from contracts.vocabulary import ContractState
from deploy.sample.awarding import contract
from deploy.sample.companies import Company, companies
from deploy.sample.identifiers import siret
from deploy.sample.planning import needs

Pool = Mapping[str, Sequence[Company]]

BUYER = siret(1)
"""The invented authority that buys (Région de démonstration), so that nothing real is mixed up with the sample."""
SEED = 35
FULL_YEARS = 5


def contracts(until: date, seed: int = SEED, years: int = FULL_YEARS) -> list[ContractState]:
    """The contracts of the last `years` before that of `until`, and of that year up to this day, in their order.

    A later day of the same year gives the same contracts and some more.
    """
    first = until.year - FULL_YEARS
    pool = companies(seed, first, FULL_YEARS + 1)
    found: list[ContractState] = []
    for year in range(until.year - years, until.year + 1):
        found += _year(year, pool, seed, until)
    return found


def _year(year: int, pool: Pool, seed: int, until: date) -> Iterator[ContractState]:
    rng = Random(f"contracts {seed} {year}")  # noqa: S311 - invented, not secret
    for number, need in enumerate(needs(rng, year), 1):
        state = contract(rng, BUYER, f"{year}-{number:04d}", need, pool[need.area], law_on=until)
        if need.on <= until:
            yield state
