"""Routes of where suppliers stand: verification, suspension, reinstatement, merger."""

from fastapi import APIRouter, Response

from chassis.caching import PreconditionFailed
from chassis.idempotency import IdempotencyKeyReused, StillInProgress
from chassis.problems import problems
from services.suppliers.api.acting import Acting
from services.suppliers.api.dependencies import VERIFIER, Identified
from services.suppliers.api.schemas import SupplierResource
from services.suppliers.api.standing_schemas import GivenMerger, GivenReason, GivenSuspension, GivenVerification
from services.suppliers.api.suppliers import WRITING
from services.suppliers.application.standing import (
    merge_supplier,
    reinstate_supplier,
    suspend_supplier,
    verify_supplier,
)
from services.suppliers.domain.supplier import MergedIntoItself, StandingRefused, SupplierNotFound

router = APIRouter(prefix="/suppliers/{siret:path}", tags=["suppliers"], dependencies=VERIFIER)

ACTING = (*WRITING, IdempotencyKeyReused, StillInProgress, SupplierNotFound, StandingRefused, PreconditionFailed)


@router.post("/verification", status_code=201, response_model=SupplierResource, responses=problems(*ACTING))
async def verify(identifier: Identified, body: GivenVerification, act: Acting) -> Response:
    """Record that a supplier is who it says, and by which evidence."""
    return await act(
        lambda: verify_supplier(act.uow, identifier, body.evidence, expected=act.expected, now=act.now),
        SupplierResource.of,
    )


@router.post("/suspension", status_code=201, response_model=SupplierResource, responses=problems(*ACTING))
async def suspend(identifier: Identified, body: GivenSuspension, act: Acting) -> Response:
    """Keep a supplier from awards, for a reason; with a last day the suspension ends by itself."""
    return await act(
        lambda: suspend_supplier(act.uow, identifier, body.reason, body.until, expected=act.expected, now=act.now),
        SupplierResource.of,
    )


@router.post("/reinstatement", status_code=201, response_model=SupplierResource, responses=problems(*ACTING))
async def reinstate(identifier: Identified, body: GivenReason, act: Acting) -> Response:
    """End the suspension of a supplier."""
    return await act(
        lambda: reinstate_supplier(act.uow, identifier, body.reason, expected=act.expected, now=act.now),
        SupplierResource.of,
    )


@router.post("/merger", status_code=201, response_model=SupplierResource, responses=problems(*ACTING, MergedIntoItself))
async def merge(identifier: Identified, body: GivenMerger, act: Acting) -> Response:
    """Let another supplier answer for this one, which was found to be the same."""
    return await act(
        lambda: merge_supplier(act.uow, identifier, body.into, body.reason, expected=act.expected, now=act.now),
        SupplierResource.of,
    )
