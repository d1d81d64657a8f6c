"""Where a figure stands between nothing and its end, and where its target is."""

from markupsafe import Markup

from gateway.web.pictures.drawing import element, picture

WIDTH, HEIGHT = 300, 26


def gauge(title: str, description: str, value: float | None, target: float | None, most: float = 100) -> Markup:
    """A filled bar with a mark at the target."""
    marks = [element("rect", x=0, y=7, width=WIDTH, height=12, rx=6, class_="track")]
    if value is not None:
        width = max(WIDTH * min(value / most, 1), 6)
        marks.append(element("rect", x=0, y=7, width=width, height=12, rx=6, class_="bar"))
    if target is not None:
        x = min(WIDTH * target / most, WIDTH - 1.5)
        marks.append(element("line", x1=x, x2=x, y1=1, y2=25, class_="target"))
    return picture(WIDTH, HEIGHT, title, description, marks, "gauge")
