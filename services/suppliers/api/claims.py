"""Routes of claims: who speaks for a company beside the keys of its own SIREN."""

from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Self
from uuid import UUID

from fastapi import APIRouter, Depends, Response
from pydantic import BaseModel

from chassis.auth import Principal, requires
from chassis.caching import PreconditionFailed
from chassis.idempotency import IdempotencyKeyReused, StillInProgress
from chassis.identity import uuid7
from chassis.paging import InvalidCursor, Paging
from chassis.problems import VersionConflict, problems
from contracts.vocabulary import Identifier, Text
from services.suppliers.api.acting import Acting
from services.suppliers.api.dependencies import VERIFIER, Identified
from services.suppliers.api.speaking import ClaimReads, speaks_for
from services.suppliers.api.standing_schemas import GivenReason
from services.suppliers.api.suppliers import WRITING
from services.suppliers.application.claiming import claim_profile, decide_claim
from services.suppliers.domain.claims.claim import (
    AlreadyClaimed,
    Claim,
    Claimant,
    ClaimDecided,
    ClaimNotFound,
    ClaimStatus,
)
from services.suppliers.domain.supplier import SupplierNotFound

router = APIRouter(tags=["claims"])

ONCE = (*WRITING, IdempotencyKeyReused, StillInProgress)
DECIDING = (*ONCE, ClaimNotFound, ClaimDecided, PreconditionFailed, VersionConflict)
Company = Annotated[Principal, Depends(requires("profile:write"))]
"""Who speaks for a company."""
Verifier = Annotated[Principal, Depends(requires("suppliers:verify"))]
"""Who checks what is said of a company."""


class GivenClaim(BaseModel, extra="forbid"):
    """What shows that one speaks for the supplier."""

    evidence: Text


class ClaimResource(BaseModel):
    """A claim as its maker and those who check see it."""

    id: UUID
    supplier_id: UUID
    client: str
    organisation: str | None
    evidence: str
    made_at: datetime
    status: ClaimStatus
    reason: str | None
    decided_at: datetime | None
    decided_by: str | None
    revision: int

    @classmethod
    def of(cls, claim: Claim) -> Self:
        """The document of a claim."""
        return cls(**{name: getattr(claim, name) for name in cls.model_fields})


class ListedClaim(BaseModel):
    """A claim in the list of those who check."""

    id: UUID
    identifier: Identifier
    client: str
    organisation: str | None
    evidence: str
    made_at: datetime
    status: ClaimStatus
    reason: str | None
    decided_at: datetime | None
    decided_by: str | None
    revision: int


class ClaimPage(BaseModel):
    """Claims, with paths of the next and the previous page."""

    items: list[ListedClaim]
    next: str | None
    prev: str | None


@router.post(
    "/suppliers/{siret:path}/claims",
    status_code=201,
    response_model=ClaimResource,
    responses=problems(*ONCE, SupplierNotFound, AlreadyClaimed),
)
async def make(identifier: Identified, body: GivenClaim, company: Company, reads: ClaimReads, act: Acting) -> Response:
    """Claim the profile of a supplier whose SIREN is not the key's own; somebody checks the evidence."""
    if await speaks_for(company, identifier, reads):
        raise AlreadyClaimed
    claimant = Claimant(company.client, company.organisation)
    return await act(
        lambda: claim_profile(act.uow, uuid7(), identifier, body.evidence, claimant=claimant, now=act.now),
        ClaimResource.of,
    )


@router.get("/supplier-claims", dependencies=VERIFIER, response_model=ClaimPage, responses=problems(InvalidCursor))
async def list_claims(reads: ClaimReads, page: Paging, status: ClaimStatus | None = None) -> Response:
    """List the claims, the oldest first."""
    return page.answer(await reads.claims(status, page))


@router.post(
    "/supplier-claims/{claim_id}/grant", status_code=201, response_model=ClaimResource, responses=problems(*DECIDING)
)
async def grant(claim_id: UUID, body: GivenReason, verifier: Verifier, act: Acting) -> Response:
    """Let the claimant speak for the supplier."""
    return await _decided(act, claim_id, lambda claim: claim.grant(body.reason, by=verifier.client, now=act.now))


@router.post(
    "/supplier-claims/{claim_id}/refusal", status_code=201, response_model=ClaimResource, responses=problems(*DECIDING)
)
async def refuse(claim_id: UUID, body: GivenReason, verifier: Verifier, act: Acting) -> Response:
    """Find that the evidence does not show it."""
    return await _decided(act, claim_id, lambda claim: claim.refuse(body.reason, by=verifier.client, now=act.now))


@router.post(
    "/supplier-claims/{claim_id}/revocation",
    status_code=201,
    response_model=ClaimResource,
    responses=problems(*DECIDING),
)
async def revoke(claim_id: UUID, body: GivenReason, verifier: Verifier, act: Acting) -> Response:
    """Let the claimant speak for the supplier no more."""
    return await _decided(act, claim_id, lambda claim: claim.revoke(body.reason, by=verifier.client, now=act.now))


async def _decided(act: Acting, claim_id: UUID, decide: Callable[[Claim], None]) -> Response:
    return await act(lambda: decide_claim(act.uow, claim_id, decide, expected=act.expected), ClaimResource.of)
