"""The territory that a regional holder belongs to."""

from functools import cache
from typing import Annotated

from pydantic import Field

from contracts.reference.document import Document, Record, read
from contracts.vocabulary import Country, DepartmentCode, Nuts, Text


class Division(Record):
    """A département of the region with its NUTS 3 code and its names in French, English and Breton."""

    code: DepartmentCode
    nuts: Nuts
    fr: Text
    en: Text
    br: Text


class Region(Record):
    """A French region with its INSEE and NUTS 2 codes and its départements."""

    code: Annotated[str, Field(pattern=r"^[0-9]{2}$")]
    nuts: Nuts
    fr: Text
    en: Text
    br: Text
    departments: tuple[Division, ...]

    @property
    def department_codes(self) -> frozenset[str]:
        """Codes of the départements: a holder established in one of them is regional."""
        return frozenset(division.code for division in self.departments)


class TerritoryDocument(Document):
    """The region served, and the union that it is part of."""

    region: Region
    union: frozenset[Country]


@cache
def _document() -> TerritoryDocument:
    return read("territory.yaml", TerritoryDocument)


def region() -> Region:
    """The region served."""
    return _document().region


def union() -> frozenset[str]:
    """Codes of the countries of the European Union."""
    return _document().union
