"""The route by which drafts come in from the system in which a buyer prepares them."""

from typing import Any

from fastapi import APIRouter, Response
from pydantic import BaseModel, Field

from chassis.auth import ScopeMissing, Unauthenticated
from chassis.idempotency import OnceOnly
from chassis.problems import VersionConflict, problems
from chassis.records import MAX_RECORDS, RecordBatch, RecordResults, sort_out
from contracts.vocabulary import Text
from services.tenders.api.dependencies import Now, TenderWriter, Uow
from services.tenders.api.schemas import GivenTerms
from services.tenders.api.tenders import BODY, ONCE
from services.tenders.application.tender_recording import record_tenders
from services.tenders.domain.tender_record import RecordedThroughPortal

router = APIRouter(prefix="/tender-records", tags=["tenders"])


class RecordedTender(GivenTerms):
    """The terms of a tender as a whole, under the id that the buyer's own system has for it."""

    external_id: Text

    def draft(self) -> tuple[Any, ...]:
        """The external id, the terms, and the lots."""
        return self.external_id, self.terms(), self.lots


class TenderRecords(RecordBatch):
    """Drafts as the system of their buyer has them, each under its external id."""

    records: list[dict[str, Any]] = Field(
        min_length=1, max_length=MAX_RECORDS, json_schema_extra={"items": {"$ref": "#/components/schemas/GivenTerms"}}
    )


@router.post(
    "",
    response_model=RecordResults,
    responses=problems(*BODY, Unauthenticated, ScopeMissing, RecordedThroughPortal, *ONCE, VersionConflict),
)
async def record_drafts(body: TenderRecords, uow: Uow, buyer: TenderWriter, now: Now, once: OnceOnly) -> Response:
    """Draft tenders, or replace their terms as long as they are drafts; each is judged by itself."""

    async def act() -> tuple[BaseModel, dict[str, str]]:
        good, refused = sort_out(body.records, RecordedTender)
        drafts = {place: one.draft() for place, one in good.items()}
        results = refused | await record_tenders(uow, drafts, by=buyer, now=now)
        return RecordResults(results=[results[place] for place in range(len(body.records))]), {}

    return await once.keep(uow, act)
