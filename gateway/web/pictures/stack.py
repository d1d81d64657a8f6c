"""Parts of a whole, side by side in one bar."""

from collections.abc import Sequence

from markupsafe import Markup

from gateway.web.pictures.drawing import element, picture

WIDTH, HEIGHT = 360, 40
KINDS = 6
"""Classes of parts, which differ in shade; the words are inside each part and beside the bar."""
_ROOM = 34
"""The width from which on the words of a part fit inside it."""


def stack(title: str, parts: Sequence[tuple[str, float, str]]) -> Markup:
    """A bar of parts: the name of each, its value, and its words."""
    whole = sum(value for _, value, _ in parts) or 1
    marks, x = [], 0.0
    for turn, (_, value, words) in enumerate(parts):
        width = WIDTH * value / whole
        kind = f"part part-{turn % KINDS}"
        marks.append(element("rect", x=x, y=0, width=max(width - 2, 1), height=HEIGHT, class_=kind))
        if width >= _ROOM:
            marks.append(
                element("text", words, x=x + width / 2 - 1, y=HEIGHT / 2 + 5, text_anchor="middle", class_=f"on-{kind}")
            )
        x += width
    return picture(WIDTH, HEIGHT, title, "; ".join(f"{name}: {words}" for name, _, words in parts), marks, "stack")
