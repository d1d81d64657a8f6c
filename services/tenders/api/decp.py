"""Routes of the French essential data (données essentielles): files that national portals take, and what they lack."""

from datetime import date
from typing import Annotated
from uuid import UUID

import orjson
from fastapi import APIRouter, Depends, Query, Response
from fastapi.responses import StreamingResponse
from pydantic import BaseModel

from chassis.auth import PUBLIC
from chassis.downloads import disposition
from chassis.paging import InvalidCursor, Paging
from chassis.problems import problems
from chassis.uploads import giving
from contracts.vocabulary import Siret, Text
from services.tenders.api.readers import reading
from services.tenders.application.essentials import Essentials, packaged
from services.tenders.domain.contract import ContractNotFound
from services.tenders.domain.decp.essential import Essential, EssentialDataIncomplete
from services.tenders.persistence.told_contracts import Sought, ToldContracts

router = APIRouter(tags=["decp"], dependencies=PUBLIC)


async def _essentials(told: Annotated[ToldContracts, Depends(reading(ToldContracts))]) -> Essentials:
    return Essentials(told)


async def _sought(
    buyer: Siret, year: Annotated[int | None, Query(ge=1980, le=2100, description="of the notification")] = None
) -> Sought:
    return Sought(buyer, year)


Published = Annotated[Essentials, Depends(_essentials)]
Contracts = Annotated[Sought, Depends(_sought)]


class ReadinessResource(BaseModel):
    """A contract, until when its data are to be public (CCP R2196-1), and the members of the format that it lacks."""

    contract_id: UUID
    reference: Text
    due_on: date | None
    missing: list[str]

    @classmethod
    def of(cls, essential: Essential) -> "ReadinessResource":
        """What a contract lacks."""
        told = essential.told
        return cls(
            contract_id=told.id, reference=told.state.reference, due_on=told.due_on, missing=list(essential.missing)
        )


class ReadinessPage(BaseModel):
    """Contracts, with paths of the next and the previous page."""

    items: list[ReadinessResource]
    next: str | None
    prev: str | None


@router.get(
    "/decp/{buyer}",
    response_class=StreamingResponse,
    responses={200: {"content": {"application/json": {}}, "description": "format-commande-publique 2.0.3"}},
    openapi_extra=giving(),
)
async def publish_essential_data(published: Published, sought: Contracts) -> Response:
    """Save the essential data of a buyer's contracts: those of which all that the format asks for is recorded."""
    name = f"decp-{sought.buyer}{f'-{sought.year}' if sought.year else ''}.json"
    headers = {
        "Content-Disposition": disposition(name),
        "Cache-Control": "no-cache",
        "X-Content-Type-Options": "nosniff",
    }
    return StreamingResponse(published.document(sought), headers=headers, media_type="application/json")


@router.get("/decp/{buyer}/contracts", response_model=ReadinessPage, responses=problems(InvalidCursor))
async def list_readiness(published: Published, sought: Contracts, page: Paging) -> Response:
    """List a buyer's notified contracts with what the format asks for and is not recorded: none is in the file."""
    found = await published.page(sought, page)
    return page.answer([(key, ReadinessResource.of(one).model_dump_json()) for key, one in found])


@router.get(
    "/contracts/{contract_id}/decp",
    response_class=Response,
    responses=problems(ContractNotFound, EssentialDataIncomplete)
    | {200: {"content": {"application/json": {}}, "description": "format-commande-publique 2.0.3"}},
)
async def read_essential_data(contract_id: UUID, published: Published) -> Response:
    """Read the essential data of a notified contract."""
    document = packaged(await published.one(contract_id))
    return Response(orjson.dumps(document), media_type="application/json")
