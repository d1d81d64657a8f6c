"""Routes of partners: suppliers that could bid together, shown to each other where both agreed."""

from typing import Annotated, Self
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response
from pydantic import BaseModel

from chassis.auth import NotYours
from chassis.persistence import Database
from chassis.problems import problems
from contracts.vocabulary import Cpv, DepartmentCode, Identifier
from services.suppliers.api.dependencies import Identified, Now, Uow
from services.suppliers.api.speaking import SPEAKER
from services.suppliers.api.suppliers import WRITING
from services.suppliers.application.partnering import agree, find_partners, withdraw
from services.suppliers.domain.partners.partner import Partner, PartnersNotShown
from services.suppliers.domain.supplier import SupplierNotFound
from services.suppliers.persistence.partnering import PartnerQueries

router = APIRouter(prefix="/suppliers/{siret:path}", tags=["partners"], dependencies=SPEAKER)

MOST_CODES = 20


async def _partner_queries(request: Request) -> PartnerQueries:
    database: Database = request.app.state.database
    return PartnerQueries(database.reads)


PartnerReads = Annotated[PartnerQueries, Depends(_partner_queries)]


class PartnerResource(BaseModel):
    """A supplier that agreed to be shown: the codes that it `adds`, and whether it serves the very département."""

    id: UUID
    identifier: Identifier
    name: str
    adds: tuple[Cpv, ...]
    nearby: bool

    @classmethod
    def of(cls, partner: Partner) -> Self:
        """The document of a partner."""
        shown = {name: getattr(partner.profile, name) for name in ("id", "identifier", "name")}
        return cls(**shown, adds=partner.adds, nearby=partner.nearby)


class PartnerList(BaseModel):
    """Partners, who adds most first."""

    items: list[PartnerResource]


@router.put("/partnering", status_code=204, responses=problems(*WRITING, NotYours, SupplierNotFound))
async def show(identifier: Identified, uow: Uow, now: Now) -> Response:
    """Agree to be shown to suppliers that look for partners and agreed as well; harmless when repeated."""
    await agree(uow, identifier, now=now)
    return Response(status_code=204)


@router.delete("/partnering", status_code=204, responses=problems(*WRITING, NotYours))
async def hide(identifier: Identified, uow: Uow) -> Response:
    """Be shown no more; harmless when repeated."""
    await withdraw(uow, identifier)
    return Response(status_code=204)


@router.get("/partners", response_model=PartnerList, responses=problems(*WRITING, NotYours, PartnersNotShown))
async def list_partners(
    identifier: Identified,
    reads: PartnerReads,
    cpv: Annotated[list[Cpv], Query(max_length=MOST_CODES, description="codes of the lots")],
    department: Annotated[DepartmentCode | None, Query(description="where it is to be performed")] = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
) -> PartnerList:
    """List suppliers that do what one does not, for the lots of a tender, in its region; both have agreed to it."""
    found = await find_partners(reads, identifier, cpv, department)
    return PartnerList(items=[PartnerResource.of(one) for one in found[:limit]])
