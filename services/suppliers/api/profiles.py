"""Routes of what lies behind a profile: its completeness, its sources, its company, its duplicates."""

from datetime import date
from typing import Annotated, Self
from uuid import UUID

from fastapi import APIRouter, Path, Response
from pydantic import BaseModel

from chassis.auth import PUBLIC, NotYours
from chassis.paging import InvalidCursor, Paging
from chassis.problems import problems
from contracts.suppliers import SupplierState
from contracts.vocabulary import Identifier, Siren
from services.suppliers.api.dependencies import VERIFIER, Identified, Reads, Uow
from services.suppliers.api.schemas import SupplierPage
from services.suppliers.api.speaking import SPEAKER
from services.suppliers.application.profiling import duplicates_of, profile
from services.suppliers.domain.completeness import Score
from services.suppliers.domain.duplicate import Duplicate
from services.suppliers.domain.provenance import Source
from services.suppliers.domain.supplier import SupplierNotFound

router = APIRouter(tags=["suppliers"])


class MissingField(BaseModel):
    """Something that a profile does not tell yet, and the points that telling it would add."""

    code: str
    points: int
    fr: str
    en: str


class CompletenessResource(BaseModel):
    """How complete a profile is, 0 to 100 points, and what to add next, the best first."""

    points: int
    missing: list[MissingField]

    @classmethod
    def of(cls, score: Score) -> Self:
        """The document of a score."""
        return cls(points=score.points, missing=[MissingField(**_words(field)) for field in score.missing])


class ProvenanceResource(BaseModel):
    """Who said what of a supplier, by the name of the field."""

    fields: dict[str, Source]


class AwardResource(BaseModel):
    """A contract that a supplier held; `amount` is its initial value in EUR excluding VAT."""

    contract_id: UUID
    buyer: str
    title: str
    notified_on: date
    cpv: str | None
    department: str | None
    amount: str | None


class AwardPage(BaseModel):
    """Contracts that a supplier held, with paths of the next and the previous page."""

    items: list[AwardResource]
    next: str | None
    prev: str | None


class DuplicateResource(BaseModel):
    """Two entries that may be one supplier, and why; `identifier` and `name` are those of the `other`."""

    one: UUID
    other: UUID
    identifier: Identifier
    name: str
    reasons: list[str]

    @classmethod
    def of(cls, pair: Duplicate, other: SupplierState) -> Self:
        """The document of a pair."""
        reasons = list(pair.reasons)
        return cls(one=pair.one, other=pair.other, identifier=other.identifier, name=other.name, reasons=reasons)


class DuplicateList(BaseModel):
    """Pairs that may be one supplier, the likeliest first."""

    items: list[DuplicateResource]


@router.get(
    "/suppliers/{siret:path}/completeness",
    dependencies=PUBLIC,
    response_model=CompletenessResource,
    responses=problems(SupplierNotFound),
)
async def read_completeness(identifier: Identified, uow: Uow) -> CompletenessResource:
    """Read how complete a profile is, and what to add next."""
    return CompletenessResource.of((await profile(uow, identifier)).score)


@router.get(
    "/suppliers/{siret:path}/provenance",
    dependencies=SPEAKER,
    response_model=ProvenanceResource,
    responses=problems(NotYours, SupplierNotFound),
)
async def read_provenance(identifier: Identified, uow: Uow) -> ProvenanceResource:
    """Read who said what of a supplier, and when."""
    return ProvenanceResource(fields=dict((await profile(uow, identifier)).supplier.provenance))


@router.get(
    "/suppliers/{siret:path}/duplicates",
    dependencies=VERIFIER,
    response_model=DuplicateList,
    responses=problems(SupplierNotFound),
)
async def list_duplicates(identifier: Identified, uow: Uow) -> DuplicateList:
    """List the entries that may be this very supplier, with the reasons."""
    return DuplicateList(items=[DuplicateResource.of(*found) for found in await duplicates_of(uow, identifier)])


@router.get(
    "/suppliers/{siret:path}/awards",
    dependencies=PUBLIC,
    response_model=AwardPage,
    responses=problems(SupplierNotFound, InvalidCursor),
)
async def list_awards(identifier: Identified, reads: Reads, page: Paging) -> Response:
    """List the contracts that a supplier held, alone or with others, the oldest first."""
    return page.answer(await reads.awards(identifier, page))


@router.get(
    "/companies/{siren}/establishments",
    dependencies=PUBLIC,
    response_model=SupplierPage,
    responses=problems(InvalidCursor),
)
async def list_establishments(
    siren: Annotated[Siren, Path(description="number of the legal unit")], reads: Reads, page: Paging
) -> Response:
    """List the establishments of a company that are registered, by name."""
    return page.answer(await reads.establishments(siren, page))


def _words(field: object) -> dict[str, object]:
    return {name: getattr(field, name) for name in ("code", "points", "fr", "en")}
