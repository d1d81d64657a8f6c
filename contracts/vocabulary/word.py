"""What every value of the published language has in common, and the plainest of them."""

from datetime import date
from typing import Annotated

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

Text = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=4000, pattern=r"^[^\x00]*[^\s\x00][^\x00]*$"),
]
"""Words for people: something visible, and no NUL, which PostgreSQL cannot keep."""
Day = Annotated[date, Field(ge=date(1950, 1, 1), lt=date(2150, 1, 1))]
"""A day in living memory or in sight: others are mistakes of the pen, and some have no instant in Paris."""
Code = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
"""A kebab-case code of our own reference data."""
Instant = AwareDatetime
"""A point in time with its offset; without one it is refused."""


class Word(BaseModel):
    """A value of the published language: immutable, and tolerant of fields that a later version added."""

    model_config = ConfigDict(frozen=True, extra="ignore")
