"""A map of départements: a disc at the centre of each, its area that of the number, its shade that of a share."""

from collections.abc import Mapping
from math import cos, radians, sqrt

from markupsafe import Markup

from contracts.reference.centres import Centre, centres
from gateway.web.pictures.drawing import element, picture

WIDTH, HEIGHT, MARGIN = 640, 600, 28
LARGEST = 26
_SQUEEZE = cos(radians(46.5))
"""A degree of longitude beside one of latitude, in the middle of France."""
_OVERSEAS = 3
"""Overseas codes have three characters: their islands lie beyond the frame."""


def places(title: str, numbers: Mapping[str, tuple[float, str]], home: frozenset[str] = frozenset()) -> Markup:
    """The discs of numbers by the code of their département; `home` are those of the region."""
    known = {code: centre for code, centre in centres().items() if len(code) < _OVERSEAS}
    most = max((number for number, _ in numbers.values()), default=1) or 1
    ground = [_disc(one, 2.5, "land" + (" home" if code in home else ""), "") for code, one in known.items()]
    shown = sorted((code for code in numbers if code in known), key=lambda code: -numbers[code][0])
    discs = [
        _disc(
            known[code],
            3 + LARGEST * sqrt(numbers[code][0] / most),
            "disc" + (" home" if code in home else ""),
            numbers[code][1],
        )
        for code in shown
    ]
    said = "; ".join(numbers[code][1] for code in shown[:8])
    return picture(WIDTH, HEIGHT, title, said, [*ground, *discs], "map")


def _disc(centre: Centre, radius: float, kind: str, words: str) -> Markup:
    x, y = _at(centre)
    content = [element("title", words)] if words else []
    return element("circle", *content, cx=x, cy=y, r=radius, class_=kind)


def _at(centre: Centre) -> tuple[float, float]:
    """Where a centre lies in the frame: metropolitan France from 41.5 to 51.2 degrees north, -4.9 to 9.6 east."""
    scale = (HEIGHT - 2 * MARGIN) / (51.2 - 41.5)
    return MARGIN + (centre.longitude + 4.9) * _SQUEEZE * scale, MARGIN + (51.2 - centre.latitude) * scale
