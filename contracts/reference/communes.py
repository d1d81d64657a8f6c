"""Where the communes of the region served are, by their official codes."""

from collections.abc import Mapping
from functools import cache
from typing import Annotated

from pydantic import Field

from contracts.reference.document import Document, Record, read
from contracts.vocabulary import CommuneCode, Text


class Commune(Record):
    """A commune: its name, and its centre in decimal degrees."""

    code: CommuneCode
    name: Text
    latitude: Annotated[float, Field(ge=-90, le=90)]
    longitude: Annotated[float, Field(ge=-180, le=180)]


class CommunesDocument(Document):
    """The communes of the region served."""

    communes: tuple[Commune, ...]


@cache
def communes() -> Mapping[str, Commune]:
    """The communes of the region served, by code."""
    return {commune.code: commune for commune in read("communes.yaml", CommunesDocument).communes}
