"""Companies of the sample region that hold no contract yet, and tell what they offer, where, and up to how much."""

from random import Random

from contracts.reference.communes import communes
from contracts.suppliers import Activity, Coordinates, Coverage, SupplierState
from contracts.vocabulary import Identifier, euros
from deploy.sample.companies import Company, company
from deploy.sample.demand import AreaDemand, Purchase, demand
from deploy.sample.generator import SEED

PER_AREA = 30
FIRST_NUMBER = 60_001
"""Number of the first one, far from those of companies that hold contracts."""
_THOUSAND = 1000
_RADII = (20, 30, 50, 80)


def hopefuls(seed: int = SEED) -> list[SupplierState]:
    """Some companies of each purchase area, the same for a seed whatever the day."""
    rng = Random(f"hopefuls {seed}")  # noqa: S311 - invented, not secret
    taken: set[str] = set()
    areas = [area for area in demand().values() for _ in range(PER_AREA)]
    return [_state(rng, area, company(rng, area, number, taken)) for number, area in enumerate(areas, FIRST_NUMBER)]


def _state(rng: Random, area: AreaDemand, one: Company) -> SupplierState:
    kinds = rng.sample(area.purchases, k=rng.randint(1, min(3, len(area.purchases))))
    return SupplierState(
        identifier=Identifier(id=one.siret),
        name=one.name,
        size=one.size,
        place=one.commune.place,
        activities=tuple(kind.cpv for kind in kinds),
        offers=tuple(_offer(rng, kind, one) for kind in kinds),
        coordinates=_point(one),
        social_economy=one.social_economy,
        inclusive=one.inclusive,
    )


def _offer(rng: Random, kind: Purchase, one: Company) -> Activity:
    """What it does of a kind of purchase: near by, or in its whole département."""
    near = (
        Coverage(radius_km=rng.choice(_RADII))
        if rng.random() < 1 / 2
        else Coverage(departments=(one.commune.department,))
    )
    capacity = euros(round(kind.value * rng.uniform(0.5, 3) / _THOUSAND) * _THOUSAND)
    return Activity(cpv=kind.cpv, text=kind.title.partition(",")[0], coverage=near, capacity=capacity)


def _point(one: Company) -> Coordinates | None:
    """The centre of its commune, where that is known."""
    known = communes().get(one.commune.code)
    if known is None:
        return None
    return Coordinates(
        latitude=round(float(known.latitude) * _THOUSAND), longitude=round(float(known.longitude) * _THOUSAND)
    )
