"""A line through the years or quarters, and the line it should follow."""

from collections.abc import Callable, Sequence

from markupsafe import Markup

from gateway.web.pictures.drawing import element, nice, picture, ticks

Point = tuple[str, float | None]
WIDTH, HEIGHT, LEFT, BOTTOM, TOP = 420, 200, 54, 24, 12


def trend(
    title: str,
    points: Sequence[Point],
    *,
    aims: Sequence[Point] = (),
    ahead: Sequence[Point] = (),
    write: Callable[[float], str] = str,
    most: float | None = None,
) -> Markup:
    """The measured points, the aims (a dashed line), and what is foreseen (dotted), over the names of their periods."""
    names = list(dict.fromkeys(name for series in (points, aims, ahead) for name, _ in series))
    known = [value for series in (points, aims, ahead) for _, value in series if value is not None]
    top = most or nice(max(known, default=1))
    marks = [*_grid(top, write), *_names(names)]
    for series, kind in ((aims, "aim"), (ahead, "ahead"), (points, "line")):
        marks += _line(series, names, top, kind)
    marks += _dots(points, names, top, write)
    said = "; ".join(f"{name}: {write(value)}" for name, value in points if value is not None)
    return picture(WIDTH, HEIGHT, title, said, marks, "trend")


def spark(title: str, points: Sequence[Point], write: Callable[[float], str] = str) -> Markup:
    """A small line without axes."""
    known = [(turn, value) for turn, (_, value) in enumerate(points) if value is not None]
    low = min((value for _, value in known), default=0.0)
    span = max((value for _, value in known), default=1.0) - low or 1.0
    step = 116 / max(len(points) - 1, 1)
    at = [(2 + turn * step, 30 - 26 * (value - low) / span) for turn, value in known]
    path = element("polyline", points=" ".join(f"{x:.1f},{y:.1f}" for x, y in at), class_="line")
    dots = [element("circle", cx=at[-1][0], cy=at[-1][1], r=3, class_="dot")] if at else []
    said = "; ".join(f"{name}: {write(value)}" for name, value in points if value is not None)
    return picture(120, 34, title, said, [path, *dots], "spark")


def _x(name: str, names: Sequence[str]) -> float:
    return LEFT + (WIDTH - LEFT - 24) * (names.index(name) / max(len(names) - 1, 1))


def _y(value: float, top: float) -> float:
    return TOP + (HEIGHT - TOP - BOTTOM) * (1 - min(value / top, 1))


def _grid(top: float, write: Callable[[float], str]) -> list[Markup]:
    lines = []
    for value in ticks(top):
        y = _y(value, top)
        lines.append(element("line", x1=LEFT, x2=WIDTH - 16, y1=y, y2=y, class_="grid"))
        lines.append(element("text", write(value), x=LEFT - 8, y=y + 4, text_anchor="end", class_="tick"))
    return lines


def _names(names: Sequence[str]) -> list[Markup]:
    every = max(1, -(-len(names) // 8))
    return [
        element("text", name, x=_x(name, names), y=HEIGHT - 6, text_anchor="middle", class_="tick")
        for name in names[::every]
    ]


def _line(series: Sequence[Point], names: Sequence[str], top: float, kind: str) -> list[Markup]:
    points = [(_x(name, names), _y(value, top)) for name, value in series if value is not None]
    return [element("polyline", points=" ".join(f"{x:.1f},{y:.1f}" for x, y in points), class_=kind)] if points else []


def _dots(series: Sequence[Point], names: Sequence[str], top: float, write: Callable[[float], str]) -> list[Markup]:
    return [
        element(
            "circle",
            element("title", f"{name}: {write(value)}"),
            cx=_x(name, names),
            cy=_y(value, top),
            r=3.5,
            class_="dot",
        )
        for name, value in series
        if value is not None
    ]
