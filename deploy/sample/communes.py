"""Where the companies of the sample market are: real communes by their public codes."""

from collections.abc import Sequence
from functools import cache

from contracts.reference.document import Document, Record, read
from contracts.reference.territory import region
from contracts.vocabulary import CommuneCode, Place, Text


class Commune(Record):
    """A commune by its INSEE code, with its inhabitants in thousands."""

    code: CommuneCode
    name: Text
    thousands: int

    @property
    def department(self) -> str:
        """Code of its département; those overseas, of three digits, are not in the sample."""
        return self.code[:2]

    @property
    def is_regional(self) -> bool:
        """Whether it is in the region served."""
        return self.department in region().department_codes

    @property
    def place(self) -> Place:
        """An establishment there."""
        return Place(commune=self.code, department=self.department)


class CommuneDocument(Document):
    """Every commune of the sample market."""

    communes: tuple[Commune, ...]


@cache
def communes(*, regional: bool) -> Sequence[Commune]:
    """The communes of the region served, or those elsewhere."""
    everywhere = read("communes.yaml", CommuneDocument, "deploy.sample").communes
    return [commune for commune in everywhere if commune.is_regional is regional]
