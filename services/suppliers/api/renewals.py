"""Routes of the renewal radar: contracts that end soon, as purchases to plan."""

from datetime import date
from typing import Annotated, Self
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response
from pydantic import BaseModel

from chassis.auth import PUBLIC
from chassis.paging import InvalidCursor, Paging
from chassis.persistence import Database
from chassis.problems import problems
from contracts.calendar import day_of
from contracts.procedures import PlannedPurchase
from contracts.vocabulary import Siret
from services.suppliers.api.dependencies import Now
from services.suppliers.domain.renewals.running import Running, months_after, renewal
from services.suppliers.persistence.renewals import RenewalQueries

router = APIRouter(prefix="/renewals", tags=["sourcing"])


async def _renewal_queries(request: Request) -> RenewalQueries:
    database: Database = request.app.state.database
    return RenewalQueries(database.reads)


RenewalReads = Annotated[RenewalQueries, Depends(_renewal_queries)]


class RenewalResource(BaseModel):
    """A contract that ends soon; `entry` can be posted to /plan-entries as it is, unless something is `missing`."""

    contract_id: UUID
    reference: str
    title: str
    holders: list[str]
    ends_on: date
    entry: PlannedPurchase | None
    missing: tuple[str, ...]

    @classmethod
    def of(cls, one: Running) -> Self:
        """The document of a contract that runs."""
        following = renewal(one)
        return cls(
            contract_id=one.contract_id,
            reference=one.contract.reference,
            title=one.contract.title,
            holders=[holder.name for holder in one.contract.holders if holder.name],
            ends_on=one.ends_on,
            entry=following.entry,
            missing=following.missing,
        )


class RenewalPage(BaseModel):
    """Contracts that end soon, the next first, with paths of the next and the previous page."""

    items: list[RenewalResource]
    next: str | None
    prev: str | None


@router.get("", dependencies=PUBLIC, response_model=RenewalPage, responses=problems(InvalidCursor))
async def list_renewals(
    buyer: Siret,
    reads: RenewalReads,
    page: Paging,
    now: Now,
    within_months: Annotated[int, Query(ge=1, le=60, description="how far ahead to look")] = 12,
) -> Response:
    """List the contracts of a buyer that end within so many months, each as a purchase that could be planned."""
    today = day_of(now)
    found = await reads.ending(buyer, today, months_after(today, within_months), page)
    return page.answer([(key, RenewalResource.of(one).model_dump_json(exclude_none=True)) for key, one in found])
