"""Metres of the French grid (Lambert-93, IGN NTG 71) as degrees."""

from math import asin, atan2, atanh, degrees, hypot, log, radians, tanh

from contracts.suppliers import Coordinates

CONE = 0.7256077650532670
RADIUS = 11_754_255.426096
X_OF_POLE, Y_OF_POLE = 700_000.0, 12_655_612.049876
ECCENTRICITY = 0.0818191910428158
"""Of the ellipsoid GRS 80."""
MERIDIAN = radians(3)
_TURNS = 4
"""After so many, the latitude moves by less than a metre."""
_EAST, _NORTH = (0, 1_400_000), (6_000_000, 7_200_000)
"""Metropolitan France; overseas, registers use other grids."""


def coordinates(x: float, y: float) -> Coordinates:
    """The point of an easting and a northing in metres; raises `ValueError` outside metropolitan France."""
    if not (_EAST[0] <= x <= _EAST[1] and _NORTH[0] <= y <= _NORTH[1]):
        msg = f"{x:g}, {y:g} is not in metropolitan France (Lambert-93)"
        raise ValueError(msg)
    east, south = x - X_OF_POLE, Y_OF_POLE - y
    isometric = -log(hypot(east, south) / RADIUS) / CONE
    sine = tanh(isometric)
    for _ in range(_TURNS):
        sine = tanh(isometric + ECCENTRICITY * atanh(ECCENTRICITY * sine))
    longitude = MERIDIAN + atan2(east, south) / CONE
    return Coordinates(latitude=round(degrees(asin(sine)) * 1000), longitude=round(degrees(longitude) * 1000))
