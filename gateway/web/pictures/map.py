"""Maps: a disc at each place, its area that of the number; on a ground of départements, or of the region's communes."""

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from math import cos, radians, sqrt
from typing import Protocol

from markupsafe import Markup

from contracts.reference.centres import centres
from contracts.reference.communes import communes
from gateway.web.pictures.drawing import element, picture

Numbers = Mapping[str, tuple[float, str]]
"""By the code of a place: the number there, and its words."""
WIDTH, HEIGHT, MARGIN = 640, 600, 28
LOW, LOW_MARGIN = 380, 14
"""The height of a map of the region, which is wider than high."""
LARGEST = 26
_OVERSEAS = 3
"""Overseas codes have three characters: their islands lie beyond the frame."""


class Located(Protocol):
    """Something that is somewhere, in decimal degrees."""

    @property
    def latitude(self) -> float:
        """Degrees north."""

    @property
    def longitude(self) -> float:
        """Degrees east."""


At = Callable[[Located], tuple[float, float]]
"""Where something lies in the frame."""


def places(title: str, numbers: Numbers, home: frozenset[str] = frozenset()) -> Markup:
    """The numbers of départements of metropolitan France; `home` are those of the region."""
    known = {code: centre for code, centre in centres().items() if len(code) < _OVERSEAS}
    at = _frame(known.values(), HEIGHT, MARGIN)
    ground = [_disc(at(one), 2.5, "land" + (" home" if code in home else ""), "") for code, one in known.items()]
    return picture(WIDTH, HEIGHT, title, *_drawn(ground, numbers, known, at, home), "map")


def towns(title: str, numbers: Numbers) -> Markup:
    """The numbers of the region's communes, each of which is a dot of the ground."""
    known, (at, ground) = communes(), _region()
    return picture(WIDTH, LOW, title, *_drawn([ground], numbers, known, at, frozenset(known)), "map towns")


@cache
def _region() -> tuple[At, Markup]:
    """Where the region's communes lie in the frame, and the dots that they are."""
    at = _frame(communes().values(), LOW, LOW_MARGIN)
    dots = "".join(f"M{x:.0f} {y:.0f}h0" for x, y in map(at, communes().values()))
    return at, element("path", d=dots, class_="dots")


def _drawn(
    ground: list[Markup],
    numbers: Numbers,
    known: Mapping[str, Located],
    at: At,
    home: frozenset[str],
) -> tuple[str, list[Markup]]:
    """What is said of the largest discs; and the ground with all discs, the largest below."""
    most = max((number for number, _ in numbers.values()), default=1) or 1
    shown = sorted((code for code in numbers if code in known), key=lambda code: -numbers[code][0])
    discs = [
        _disc(
            at(known[code]),
            3 + LARGEST * sqrt(numbers[code][0] / most),
            "disc" + (" home" if code in home else ""),
            numbers[code][1],
        )
        for code in shown
    ]
    return "; ".join(numbers[code][1] for code in shown[:8]), [*ground, *discs]


def _frame(ground: Iterable[Located], height: float, margin: float) -> At:
    """Where something lies in a frame around the ground: degrees of longitude are squeezed as in its middle."""
    north = [one.latitude for one in ground]
    east = [one.longitude for one in ground]
    squeeze = cos(radians((max(north) + min(north)) / 2))
    scale = min(
        (height - 2 * margin) / (max(north) - min(north)), (WIDTH - 2 * margin) / ((max(east) - min(east)) * squeeze)
    )

    def at(one: Located) -> tuple[float, float]:
        return margin + (one.longitude - min(east)) * squeeze * scale, margin + (max(north) - one.latitude) * scale

    return at


def _disc(at: tuple[float, float], radius: float, kind: str, words: str) -> Markup:
    content = [element("title", words)] if words else []
    return element("circle", *content, cx=at[0], cy=at[1], r=radius, class_=kind)
