"""Horizontal bars, the longest first or in the order given; a line where the target is."""

from collections.abc import Callable, Sequence

from markupsafe import Markup

from gateway.web.pictures.drawing import element, nice, picture

WIDTH, LABEL, ROW, BAR = 640, 250, 28, 16
LONGEST = 30
"""Letters of a label that fit."""


def bars(
    title: str,
    rows: Sequence[tuple[str, float, str]],
    *,
    target: float | None = None,
    write: Callable[[float], str] = str,
    most: float | None = None,
) -> Markup:
    """A bar a row: its label, its value, and its words; `most` is the end of the scale, `target` a line across."""
    top = most or nice(max([value for _, value, _ in rows] + [target or 0, 0]))
    height = ROW * len(rows) + (22 if target is not None else 6)
    marks = [_bar(turn, value, top) for turn, (_, value, _) in enumerate(rows)]
    if target is not None:
        x = _x(target, top)
        marks.append(element("line", x1=x, x2=x, y1=0, y2=height - 18, class_="target"))
        marks.append(
            element("text", write(target), x=min(x, WIDTH - 20), y=height - 4, class_="tick", text_anchor="middle")
        )
    marks += [mark for turn, row in enumerate(rows) for mark in _words(turn, row, top)]
    described = "; ".join(f"{label}: {words}" for label, _, words in rows[:12])
    return picture(WIDTH, height, title, described, marks, "bars")


def _x(value: float, top: float) -> float:
    return LABEL + (WIDTH - LABEL - 90) * min(max(value / top, 0), 1)


def _bar(turn: int, value: float, top: float) -> Markup:
    width = max(_x(value, top) - LABEL, 1)
    return element("rect", x=LABEL, y=ROW * turn + 4, width=width, height=BAR, rx=2, class_="bar")


def _words(turn: int, row: tuple[str, float, str], top: float) -> list[Markup]:
    """The label before a bar and the words behind it."""
    label, value, words = row
    short = label if len(label) <= LONGEST else f"{label[: LONGEST - 1]}…"
    return [
        element("text", short, x=LABEL - 10, y=ROW * turn + 17, text_anchor="end", class_="label"),
        element("text", words, x=_x(value, top) + 6, y=ROW * turn + 17, class_="value"),
    ]
