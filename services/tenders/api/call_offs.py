"""Routes of a framework agreement: contracts called under it, and what is left of it."""

from uuid import UUID

from fastapi import APIRouter, Response

from chassis.auth import PUBLIC
from chassis.problems import VersionConflict, problems
from contracts.calendar import day_of
from services.tenders.api.acting import Acting
from services.tenders.api.dependencies import ContractWriter, ExecutionReads
from services.tenders.api.execution_resources import Consumption
from services.tenders.api.execution_schemas import GivenCallOff
from services.tenders.api.performance import ON_CONTRACT
from services.tenders.api.resources import ContractResource
from services.tenders.application.contracting import call_off
from services.tenders.domain.call_off import FrameworkExhausted, FrameworkOver, HolderUnclear, NotFrameworkAgreement
from services.tenders.domain.contract import ContractNotFound
from services.tenders.domain.signature import ReferenceTaken

router = APIRouter(prefix="/contracts/{contract_id}", tags=["execution"])

CALLING = (NotFrameworkAgreement, FrameworkOver, FrameworkExhausted, HolderUnclear, ReferenceTaken, VersionConflict)


@router.post(
    "/call-offs",
    status_code=201,
    response_model=ContractResource,
    responses=problems(*ON_CONTRACT, *CALLING),
)
async def call(contract_id: UUID, body: GivenCallOff, buyer: ContractWriter, act: Acting) -> Response:
    """Sign a contract under a framework agreement; `/contracts?framework=` lists those that were."""
    return await act(
        lambda: call_off(act.uow, contract_id, body.call_off(), by=buyer, today=day_of(act.now)),
        ContractResource.of,
        location="/contracts/{id}",
    )


@router.get("/consumption", dependencies=PUBLIC, response_model=Consumption, responses=problems(ContractNotFound))
async def read_consumption(contract_id: UUID, reads: ExecutionReads) -> Response:
    """Read what was called under a framework agreement, and what is left of its maximum."""
    return Response(await reads.consumption(contract_id), media_type="application/json")
