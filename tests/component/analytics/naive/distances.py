"""How far holders are from where contracts are performed, by the centres of départements."""

from functools import cache
from math import asin, cos, radians, sin, sqrt

from contracts.reference.centres import centres

RADIUS = 6371
Point = tuple[float, float]


@cache
def points() -> tuple[dict[str, Point], dict[str, str]]:
    """The centre of each département, and the département of each territorial unit of level 3."""
    every = centres().values()
    return {one.code: (one.latitude, one.longitude) for one in every}, {one.nuts: one.code for one in every}


def distance(places: list[str], department: str | None) -> float | None:
    """From the first place that is a département, in kilometres to one decimal."""
    where, named = points()
    performed = next((named[place] for place in places if place in named), None)
    if performed is None or department not in where:
        return None
    return round(great_circle(where[performed], where[department]), 1)


def great_circle(one: Point, other: Point) -> float:
    north, east, south, west = map(radians, (*one, *other))
    half = sin((south - north) / 2) ** 2 + cos(north) * cos(south) * sin((west - east) / 2) ** 2
    return 2 * RADIUS * asin(sqrt(half))
