"""A place with a radius, in thousandths of a degree and kilometres."""

from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

EARTH_KM = 6371.0
DEGREE_KM = 111.195
"""Of a meridian."""
THOUSANDTHS = 1000


@dataclass(frozen=True)
class Circle:
    """Around a point on the earth (WGS 84)."""

    latitude: int
    longitude: int
    radius_km: float

    def holds(self, latitude: int, longitude: int) -> bool:
        """Whether a point is in it, by the great circle."""
        north, south = radians(latitude / THOUSANDTHS), radians(self.latitude / THOUSANDTHS)
        east = radians((longitude - self.longitude) / THOUSANDTHS)
        chord = sin((north - south) / 2) ** 2 + cos(north) * cos(south) * sin(east / 2) ** 2
        return 2 * EARTH_KM * asin(sqrt(min(1.0, chord))) <= self.radius_km

    @property
    def latitudes(self) -> tuple[int, int]:
        """Between which parallels it lies."""
        height = int(self.radius_km / DEGREE_KM * THOUSANDTHS) + 1
        return self.latitude - height, self.latitude + height

    @property
    def longitudes(self) -> tuple[int, int]:
        """Between which meridians it lies, at its end that is nearer to a pole."""
        farthest = max(abs(edge) for edge in self.latitudes) / THOUSANDTHS
        narrow = max(cos(radians(min(farthest, 89.0))), 0.01)
        width = int(self.radius_km / DEGREE_KM / narrow * THOUSANDTHS) + 1
        return self.longitude - width, self.longitude + width
