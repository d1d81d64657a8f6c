"""What all pictures have in common: escaped elements, scales, ticks."""

from collections.abc import Iterable
from math import floor, log10

from markupsafe import Markup, escape


def element(name: str, *content: str | Markup, **attributes: object) -> Markup:
    """An element; `class_` is its class, underscores in names are hyphens, attributes that are None are left out."""
    said = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(_short(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    return Markup(f"<{name}{said}>{''.join(escape(one) for one in content)}</{name}>")  # noqa: S704


def _short(value: object) -> object:
    return f"{value:.1f}".rstrip("0").rstrip(".") if isinstance(value, float) else value


def picture(width: float, height: float, title: str, description: str, marks: Iterable[Markup], kind: str) -> Markup:
    """A whole picture that a screen reader announces by its title and description."""
    return element(
        "svg",
        element("title", title),
        element("desc", description),
        *marks,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {width:g} {height:g}",
        role="img",
        aria_label=f"{title}. {description}",
        class_=f"picture {kind}",
    )


def nice(top: float) -> float:
    """The next round number from `top` on: 1, 2 or 5 times a power of ten."""
    if top <= 0:
        return 1.0
    power = 10.0 ** floor(log10(top))
    return next(step * power for step in (1, 2, 2.5, 5, 10) if step * power >= top * 0.999)


def ticks(top: float, many: int = 4) -> list[float]:
    """Round numbers from zero to `top`."""
    step = nice(top / many)
    return [step * number for number in range(int(top / step + 1e-9) + 1)]
