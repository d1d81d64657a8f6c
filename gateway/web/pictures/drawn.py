"""A picture and the same data as a table."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup


@dataclass(frozen=True)
class Drawn:
    """What a chart shows, twice; `numbers` are the columns of the table that hold numbers."""

    caption: str
    picture: Markup
    heads: Sequence[str]
    rows: Sequence[Sequence[str | Markup]]
    numbers: Sequence[int] = (1,)
