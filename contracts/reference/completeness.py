"""How complete the profile of a supplier is, as data."""

from functools import cache
from typing import Annotated

from pydantic import Field, model_validator

from contracts.reference.document import Document, Labelled, read

WHOLE = 100


class CompletenessField(Labelled):
    """A field that makes a profile useful, by so many points."""

    points: Annotated[int, Field(ge=1, le=WHOLE)]


class Completeness(Document):
    """All fields that count."""

    fields: tuple[CompletenessField, ...]

    @model_validator(mode="after")
    def _whole(self) -> "Completeness":
        if sum(field.points for field in self.fields) != WHOLE:
            msg = f"the points of all fields have to sum to {WHOLE}"
            raise ValueError(msg)
        return self


@cache
def completeness() -> Completeness:
    """The fields and their points."""
    return read("completeness.yaml", Completeness)
