"""The one grammar by which suppliers are listed, searched and exported."""

from typing import Annotated

from fastapi import Depends, Query
from pydantic import AfterValidator, Field

from contracts.vocabulary import Code, Cpv, DepartmentCode, Siret, SizeClass
from services.suppliers.api.dependencies import Written
from services.suppliers.application.searching import Inquiry
from services.suppliers.domain.identity import read
from services.suppliers.domain.name import folded
from services.suppliers.domain.searching.circle import THOUSANDTHS, Circle
from services.suppliers.domain.searching.search import Facet, Search, Sort
from services.suppliers.domain.supplier_status import SupplierStatus
from services.suppliers.persistence.queries import Wanted

MAX_IDENTIFIERS = 200
_POLE, _ANTIMERIDIAN = 90, 180
_POINT = r"^-?[0-9]{1,2}(\.[0-9]{1,6})?,-?[0-9]{1,3}(\.[0-9]{1,6})?$"


def _searchable(name: str) -> str:
    if not (letters := folded(name)):
        raise ValueError("a name is searched by its letters and digits, and there is none here")
    return letters


def _on_earth(point: str) -> str:
    latitude, longitude = (abs(float(part)) for part in point.split(","))
    if latitude > _POLE or longitude > _ANTIMERIDIAN:
        raise ValueError("a latitude is at most 90 degrees, a longitude 180")
    return point


def _facets(text: str) -> str:
    for each in text.split(","):
        Facet(each)
    return text


Name = Annotated[str, Field(max_length=200), AfterValidator(_searchable)]
Point = Annotated[str, Field(pattern=_POINT), AfterValidator(_on_earth)]
_TEXT = "in a list by name, part of a name; in a search words of names, brands, offers and past objects, or a number"


async def _near(
    near: Annotated[Point | None, Query(description="`latitude,longitude` in degrees")] = None,
    radius_km: Annotated[float, Query(gt=0, le=500)] = 25.0,
) -> Circle | None:
    if near is None:
        return None
    latitude, longitude = (round(float(part) * THOUSANDTHS) for part in near.split(","))
    return Circle(latitude, longitude, radius_km)


async def _counted(
    facets: Annotated[
        Annotated[str, AfterValidator(_facets)] | None,
        Query(description="what to count by, parted by commas: department, size, cpv, label", max_length=100),
    ] = None,
) -> tuple[Facet, ...]:
    return tuple(Facet(each) for each in facets.split(",")) if facets else ()


async def _wanted(
    q: Annotated[Name | None, Query(description=_TEXT)] = None,
    department: DepartmentCode | None = None,
    size: SizeClass | None = None,
    identifier: Annotated[list[Written] | None, Query(max_length=MAX_IDENTIFIERS)] = None,
    status: SupplierStatus | None = None,
) -> Wanted:
    return Wanted(q, department, size, None if identifier is None else [read(one) for one in identifier], status)


async def _inquiry(
    wanted: Annotated[Wanted, Depends(_wanted)],
    near: Annotated[Circle | None, Depends(_near)],
    facets: Annotated[tuple[Facet, ...], Depends(_counted)],
    cpv: Annotated[Cpv | None, Query(description="a code with all codes under it")] = None,
    label: Annotated[Code | None, Query(description="code of a certificate that is valid")] = None,
    won_before: Annotated[Siret | None, Query(description="a buyer whose contracts they held")] = None,
    new_to: Annotated[Siret | None, Query(description="a buyer whose contracts they never held")] = None,
    sort: Annotated[Sort | None, Query(description="`relevance` searches; without, a list is by name")] = None,
) -> Inquiry:
    is_plain = not any((near, facets, cpv, label, won_before, new_to, sort is Sort.RELEVANCE))
    order = sort or Sort.RELEVANCE if wanted.name else Sort.NAME
    search = Search(wanted.name, cpv, wanted.department, wanted.size, label, won_before, new_to, near, order)
    return Inquiry(wanted, search, is_plain=is_plain)


Inquired = Annotated[Inquiry, Depends(_inquiry)]
Counted = Annotated[tuple[Facet, ...], Depends(_counted)]
