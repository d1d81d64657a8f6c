"""Horizontal bars, the longest first or in the order given, each below its label; a mark where the target is."""

from collections.abc import Callable, Sequence

from markupsafe import Markup

from gateway.web.pictures.drawing import element, nice, picture

WIDTH, ROW, BAR, WORDS = 420, 36, 12, 110
"""The frame, a row, its bar, and the room for the words behind the longest bar."""
LETTERS = 50
"""How wide the words behind a bar may become; where the mark of the target would cross them, they stand behind it."""
LONGEST = 48
"""Letters of a label that fit, on a telephone too."""


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
    height = ROW * len(rows) + (18 if target is not None else 2)
    marks = [mark for turn, row in enumerate(rows) for mark in _row(ROW * turn, row, top, target)]
    if target is not None:
        x = min(_x(target, top), WIDTH - 20)
        marks.append(element("text", write(target), x=x, y=height - 4, class_="tick", text_anchor="middle"))
    described = "; ".join(f"{label}: {words}" for label, _, words in rows[:12])
    return picture(WIDTH, height, title, described, marks, "bars")


def _x(value: float, top: float) -> float:
    return (WIDTH - WORDS) * min(max(value / top, 0), 1)


def _row(y: float, row: tuple[str, float, str], top: float, target: float | None) -> list[Markup]:
    """The label, below it the bar with its words, and the mark of the target over it."""
    label, value, words = row
    short = label if len(label) <= LONGEST else f"{label[: LONGEST - 1]}…"
    width = max(_x(value, top), 1)
    marks = [
        element("text", short, x=0, y=y + 12, class_="label"),
        element("rect", x=0, y=y + 18, width=width, height=BAR, rx=2, class_="bar"),
    ]
    if target is not None:
        x = _x(target, top)
        marks.append(element("line", x1=x, x2=x, y1=y + 15, y2=y + 33, class_="target"))
        width = x if width <= x <= width + LETTERS else width
    return [*marks, element("text", words, x=width + 6, y=y + 28, class_="value")]
