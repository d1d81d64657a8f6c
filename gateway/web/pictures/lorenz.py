"""How unevenly something lies: what the smallest hold of the whole, beside what they would if all held the same."""

from collections.abc import Sequence

from markupsafe import Markup

from gateway.web.pictures.drawing import element, picture

WIDTH, HEIGHT, LEFT, BOTTOM, TOP = 420, 400, 54, 44, 12
_STEPS = (0, 25, 50, 75, 100)


def lorenz(title: str, description: str, points: Sequence[tuple[float, float]], axes: tuple[str, str]) -> Markup:
    """The curve (Lorenz 1905) of points in percent, from nothing to everything; `axes` name what lies along them."""
    curve = " ".join(f"{_x(x):.1f},{_y(y):.1f}" for x, y in points)
    area = element("polygon", points=f"{curve} {_x(100):.1f},{_y(100):.1f}", class_="between")
    same = element("line", x1=_x(0), y1=_y(0), x2=_x(100), y2=_y(100), class_="aim")
    said = [
        element("text", axes[0], x=_x(50), y=HEIGHT - 4, text_anchor="middle", class_="tick"),
        element("text", axes[1], x=LEFT + 8, y=TOP + 14, class_="tick"),
    ]
    marks = [*(mark for step in _STEPS for mark in _step(step)), area, same]
    return picture(
        WIDTH, HEIGHT, title, description, [*marks, element("polyline", points=curve, class_="line"), *said], "lorenz"
    )


def _x(percent: float) -> float:
    return LEFT + (WIDTH - LEFT - 20) * percent / 100


def _y(percent: float) -> float:
    return TOP + (HEIGHT - TOP - BOTTOM) * (1 - percent / 100)


def _step(step: int) -> list[Markup]:
    return [
        element("line", x1=LEFT, x2=_x(100), y1=_y(step), y2=_y(step), class_="grid"),
        element("text", f"{step}", x=LEFT - 8, y=_y(step) + 4, text_anchor="end", class_="tick"),
        element("text", f"{step}", x=_x(step), y=HEIGHT - BOTTOM + 16, text_anchor="middle", class_="tick"),
    ]
