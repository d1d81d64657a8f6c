"""A need beside the weights it is judged by, with what is the same for every candidate worked out once."""

from contracts.reference.matching import Matching
from contracts.vocabulary import SizeClass
from services.suppliers.domain.matching.need import Need
from services.suppliers.domain.matching.part import FULL, Finding, points_of
from services.suppliers.domain.matching.tables import Fields, Homes, Inferred, Near, Nearest, Squares, recency


class Asked:
    """A need as it is judged: every table that a part looks up, filled as far as candidates ask for it."""

    def __init__(self, need: Need, weights: Matching) -> None:
        self.need, self.weights = need, weights
        self.points = [(part.code, points_of(part.points)) for part in weights.parts]
        self.nearest = Nearest(need.codes, weights.nearness)
        self.inferred = Inferred(self.nearest, weights.inferred)
        self.unknown = Finding(weights.unknown, "unknown")
        self.nearby: dict[Near, Finding] = {}
        self.sizes: dict[SizeClass, Finding] = {}
        self.recency = recency(need.on, weights.half_life_days)
        self.places = {saying: (level, saying) for saying, level in weights.places.items()}
        self.homes = Homes(need.department, weights)
        self.commune = need.place.commune if need.place else None
        self.department = need.department
        self.value = need.value.middle if need.value else None
        self.fields = Fields(self.nearest, need.codes, weights.nearness[2] / FULL)
        self.squares = Squares(self.fields)
