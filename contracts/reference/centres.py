"""What each département is called, and where its middle is: distances are measured by it where nobody tells more."""

from collections.abc import Mapping
from functools import cache
from typing import Annotated

from pydantic import Field

from contracts.reference.document import Document, Record, read
from contracts.vocabulary import DepartmentCode, Nuts, Text


class Centre(Record):
    """The name and geographic centre of a département, in decimal degrees; `nuts` is its unit of level 3."""

    code: DepartmentCode
    nuts: Nuts
    name: Text
    latitude: Annotated[float, Field(ge=-90, le=90)]
    longitude: Annotated[float, Field(ge=-180, le=180)]


class CentresDocument(Document):
    """The centre of every département."""

    centres: tuple[Centre, ...]


@cache
def centres() -> Mapping[str, Centre]:
    """The centres by the code of their département."""
    return {centre.code: centre for centre in read("centres.yaml", CentresDocument).centres}
