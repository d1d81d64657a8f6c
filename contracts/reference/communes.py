"""Where the communes of the region served are, by their official codes."""

from collections.abc import Mapping
from functools import cache

from contracts.reference.document import Document, Point, read
from contracts.vocabulary import CommuneCode, Text


class Commune(Point):
    """A commune: its name, and where its centre is."""

    code: CommuneCode
    name: Text


class CommunesDocument(Document):
    """The communes of the region served."""

    communes: tuple[Commune, ...]


@cache
def communes() -> Mapping[str, Commune]:
    """The communes of the region served, by code."""
    return {commune.code: commune for commune in read("communes.yaml", CommunesDocument).communes}
