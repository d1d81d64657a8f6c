"""What each département is called, and where its middle is: distances are measured by it where nobody tells more."""

from collections.abc import Mapping
from functools import cache

from contracts.reference.document import Document, Point, read
from contracts.vocabulary import DepartmentCode, Nuts, Text


class Centre(Point):
    """The name and geographic centre of a département; `nuts` is its territorial unit of level 3."""

    code: DepartmentCode
    nuts: Nuts
    name: Text


class CentresDocument(Document):
    """The centre of every département."""

    centres: tuple[Centre, ...]


@cache
def centres() -> Mapping[str, Centre]:
    """The centres by the code of their département."""
    return {centre.code: centre for centre in read("centres.yaml", CentresDocument).centres}
