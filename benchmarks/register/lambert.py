"""Degrees as metres of the French grid (Lambert-93, IGN NTG 71), in which SIRENE gives coordinates."""

from math import atanh, cos, exp, radians, sin

from deploy.cli.lambert import CONE, ECCENTRICITY, MERIDIAN, RADIUS, X_OF_POLE, Y_OF_POLE


def metres(latitude: float, longitude: float) -> tuple[float, float]:
    """Easting and northing of a point in degrees (RGF93, within a metre of WGS 84)."""
    sine = sin(radians(latitude))
    isometric = atanh(sine) - ECCENTRICITY * atanh(ECCENTRICITY * sine)
    distance, angle = RADIUS * exp(-CONE * isometric), CONE * (radians(longitude) - MERIDIAN)
    return X_OF_POLE + distance * sin(angle), Y_OF_POLE - distance * cos(angle)
