"""Claims of profiles: made by those who speak for a company, decided by those who check."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from chassis.caching import Expected
from contracts.vocabulary import Identifier, Text
from services.suppliers.domain.claims.claim import Claim, Claimant
from services.suppliers.domain.identity import supplier_id
from services.suppliers.persistence.unit_of_work import UnitOfWork

Decision = Callable[[Claim], None]


async def claim_profile(
    uow: UnitOfWork, claim_id: UUID, identifier: Identifier, evidence: Text, *, claimant: Claimant, now: datetime
) -> Claim:
    """Say that a key speaks for a registered supplier."""
    claim = Claim(
        id=claim_id,
        supplier_id=supplier_id(identifier),
        client=claimant.client,
        organisation=claimant.organisation,
        evidence=evidence,
        made_at=now,
    )
    async with uow:
        await uow.suppliers.must_know(identifier)
        await uow.claims.add(claim)
    return claim


async def decide_claim(uow: UnitOfWork, claim_id: UUID, decision: Decision, *, expected: Expected) -> Claim:
    """Grant, refuse or revoke a claim."""
    async with uow:
        claim = await uow.claims.get(claim_id, expected=expected)
        decision(claim)
    return claim
