"""The regions of France, by which it is told how far away a supplier is."""

from collections.abc import Mapping
from functools import cache
from typing import Annotated

from pydantic import Field

from contracts.reference.document import Document, Record, read
from contracts.vocabulary import DepartmentCode


class FrenchRegion(Record):
    """A region by its INSEE code, with its départements."""

    code: Annotated[str, Field(pattern=r"^[0-9]{2}$")]
    departments: tuple[DepartmentCode, ...]


class RegionsDocument(Document):
    """Every region."""

    regions: tuple[FrenchRegion, ...]


@cache
def region_of(departments: frozenset[str]) -> str | None:
    """The code of the region that has exactly these départements."""
    regions = read("regions.yaml", RegionsDocument).regions
    return next((region.code for region in regions if departments == frozenset(region.departments)), None)


@cache
def region_by_department() -> Mapping[str, str]:
    """The code of the region of each département; territories overseas outside a region are left out."""
    regions = read("regions.yaml", RegionsDocument).regions
    return {department: region.code for region in regions for department in region.departments}
