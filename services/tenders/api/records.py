"""The route by which registers of the past come in."""

from fastapi import APIRouter, Response
from pydantic import BaseModel

from chassis.auth import ScopeMissing, Unauthenticated
from chassis.idempotency import OnceOnly
from chassis.problems import VersionConflict, problems
from chassis.records import RecordResults, sort_out
from contracts.vocabulary import ContractState
from services.tenders.api.dependencies import Importer, Uow
from services.tenders.api.schemas import ContractRecords
from services.tenders.api.tenders import BODY, ONCE
from services.tenders.application.recording import record_contracts

router = APIRouter(prefix="/contract-records", tags=["contracts"])


@router.post(
    "",
    response_model=RecordResults,
    responses=problems(
        *BODY,
        Unauthenticated,
        ScopeMissing,
        *ONCE,
        VersionConflict,
    ),
)
async def record(body: ContractRecords, uow: Uow, buyer: Importer, once: OnceOnly) -> Response:
    """Take over contracts from a register; each is judged by itself, and recording the same again changes nothing."""

    async def act() -> tuple[BaseModel, dict[str, str]]:
        states, refused = sort_out(body.records, ContractState)
        results = refused | await record_contracts(uow, states, by=buyer, reason=body.reason)
        return RecordResults(results=[results[place] for place in range(len(body.records))]), {}

    return await once.keep(uow, act)
