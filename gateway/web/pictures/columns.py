"""Upright columns over names, such as years."""

from collections.abc import Callable, Sequence

from markupsafe import Markup

from gateway.web.pictures.drawing import element, nice, picture, ticks

WIDTH, HEIGHT, LEFT, BOTTOM, TOP = 420, 200, 62, 40, 10
_LETTER = 8.5
"""The widest that a letter of a name becomes."""


def columns(
    title: str,
    rows: Sequence[tuple[str, float]],
    *,
    write: Callable[[float], str] = str,
    axis: Callable[[float], str] | None = None,
) -> Markup:
    """A column a row, on a scale that begins at zero; `axis` writes the numbers of the scale, where shorter."""
    top = nice(max((value for _, value in rows), default=1))
    step = (WIDTH - LEFT - 10) / max(len(rows), 1)
    width = min(step * 0.6, 60)
    low = 17 if any(len(name) * _LETTER > step for name, _ in rows) else 0
    marks = [mark for value in ticks(top) for mark in _line(value, top, axis or write)]
    for turn, (name, value) in enumerate(rows):
        x, y = LEFT + step * (turn + 0.5), _y(value, top)
        column = element("rect", element("title", f"{name}: {write(value)}"), x=x - width / 2, y=y, width=width,
                         height=max(HEIGHT - BOTTOM - y, 0.5), class_="bar")  # fmt: skip
        foot = HEIGHT - BOTTOM + 16 + low * (turn % 2)
        marks += [column, element("text", name, x=x, y=foot, text_anchor="middle", class_="tick")]
    return picture(
        WIDTH, HEIGHT, title, "; ".join(f"{name}: {write(value)}" for name, value in rows), marks, "columns-chart"
    )


def _y(value: float, top: float) -> float:
    return TOP + (HEIGHT - TOP - BOTTOM) * (1 - value / top)


def _line(value: float, top: float, write: Callable[[float], str]) -> list[Markup]:
    y = _y(value, top)
    return [
        element("line", x1=LEFT, x2=WIDTH, y1=y, y2=y, class_="grid"),
        element("text", write(value), x=LEFT - 8, y=y + 4, text_anchor="end", class_="tick"),
    ]
