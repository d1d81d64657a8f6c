"""The route by which registers come in."""

from fastapi import APIRouter, Response
from pydantic import BaseModel

from chassis.idempotency import IdempotencyKeyReused, OnceOnly, StillInProgress
from chassis.problems import problems
from chassis.records import RecordResults, sort_out
from contracts.suppliers import SupplierState
from services.suppliers.api.dependencies import IMPORTER, Register, Uow
from services.suppliers.api.schemas import SupplierRecords
from services.suppliers.api.suppliers import WRITING
from services.suppliers.application.recording import record_suppliers

router = APIRouter(prefix="/supplier-records", tags=["suppliers"])


@router.post(
    "",
    dependencies=IMPORTER,
    response_model=RecordResults,
    responses=problems(*WRITING, IdempotencyKeyReused, StillInProgress),
)
async def record(body: SupplierRecords, uow: Uow, register: Register, once: OnceOnly) -> Response:
    """Take over suppliers from a register: a value that it gives replaces the known one, its silence keeps it."""

    async def act() -> tuple[BaseModel, dict[str, str]]:
        states, refused = sort_out(body.records, SupplierState)
        results = refused | await record_suppliers(uow, states, register)
        return RecordResults(results=[results[place] for place in range(len(body.records))]), {}

    return await once.keep(uow, act)
