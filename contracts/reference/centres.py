"""Where the middle of each département is: what distances are measured by where nobody tells an address."""

from collections.abc import Mapping
from functools import cache

from contracts.reference.document import Document, Point, read
from contracts.vocabulary import DepartmentCode, Nuts


class Centre(Point):
    """The geographic centre of a département; `nuts` is its territorial unit of level 3."""

    code: DepartmentCode
    nuts: Nuts


class CentresDocument(Document):
    """The centre of every département."""

    centres: tuple[Centre, ...]


@cache
def centres() -> Mapping[str, Centre]:
    """The centres by the code of their département."""
    return {centre.code: centre for centre in read("centres.yaml", CentresDocument).centres}
