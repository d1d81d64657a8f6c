"""Routes of red flags."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response
from pydantic import BaseModel, ConfigDict, Field

from chassis.auth import PUBLIC, NotYours
from chassis.idempotency import IdempotencyKeyReused, OnceOnly, StillInProgress
from chassis.paging import InvalidCursor, Paging
from chassis.problems import problems
from contracts.flags import Rule
from contracts.observatory import Year
from contracts.vocabulary import Code, Siret
from services.analytics.api.flag_resources import CommentResource, FenceList, FlagCounts, FlagPage, GivenComment
from services.analytics.api.own import BODY, KEYED, FlagCommenter, FlagReader, FlagReads, Now, Uow
from services.analytics.application.commenting import FlagOfNoBuyer, comment_on_flag
from services.analytics.domain.red_flag import FlagUnknown
from services.analytics.persistence.own.flag_queries import FlagFilter

router = APIRouter(prefix="/red-flags", tags=["red flags"])
YEAR = "the year in which bids were opened"
AskedYear = Annotated[Year | None, Query(description=YEAR)]


class OfYear(BaseModel):
    """Flags of a year, or of all; a parameter that is not known here is refused, never ignored."""

    model_config = ConfigDict(extra="forbid")

    year: Year | None = Field(None, description=YEAR)


@router.get("", dependencies=PUBLIC, response_model=FlagCounts, responses=problems())
async def count_flags(reads: FlagReads, asked: Annotated[OfYear, Query()]) -> Response:
    """Count the flags that stand, by rule, department and year; nobody is named."""
    return Response(f'{{"items":{await reads.counts(asked.year)}}}', media_type="application/json")


@router.get("/fences", dependencies=PUBLIC, response_model=FenceList, responses=problems())
async def list_fences(reads: FlagReads, asked: Annotated[OfYear, Query()]) -> Response:
    """List the bounds beyond which rules find something unusual, frozen for each year."""
    return Response(f'{{"items":{await reads.fences(asked.year)}}}', media_type="application/json")


@router.get("/lots", response_model=FlagPage, responses=problems(*KEYED, InvalidCursor))
async def list_named_flags(
    reads: FlagReads,
    page: Paging,
    _: FlagReader,
    year: AskedYear = None,
    rule: Annotated[Rule | None, Query()] = None,
    department: Annotated[Code | None, Query()] = None,
    buyer: Annotated[Siret | None, Query()] = None,
    tender: Annotated[UUID | None, Query()] = None,
) -> Response:
    """List the flags that stand, on lots, procedures, buyers and companies, with evidence and the buyer's word."""
    asked = FlagFilter(year, rule, department, buyer, str(tender) if tender else None)
    return page.answer(await reads.named(page, asked))


@router.post(
    "/{flag_id}/comment",
    status_code=201,
    response_model=CommentResource,
    responses=problems(*BODY, *KEYED, NotYours, FlagUnknown, FlagOfNoBuyer, IdempotencyKeyReused, StillInProgress),
)
async def comment(
    flag_id: UUID, body: GivenComment, uow: Uow, caller: FlagCommenter, now: Now, once: OnceOnly
) -> Response:
    """Say, as the buyer, what is behind a flag."""
    return await once(uow, lambda: comment_on_flag(uow, flag_id, body.text, by=caller, now=now), CommentResource.of)
