"""Choosing who goes on to the next phase of a procedure."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from chassis.caching import Expected
from contracts.calendar import day_of
from contracts.procedures import Phase
from contracts.vocabulary import Text
from services.tenders.application.legal import phase_limit
from services.tenders.application.sealing import sealed_call
from services.tenders.domain.buyer import Buyer
from services.tenders.domain.rules.phases import phases_of
from services.tenders.domain.selection import Choice, next_phase, standing
from services.tenders.domain.tender import Tender
from services.tenders.persistence.unit_of_work import UnitOfWork


async def select_candidates(
    uow: UnitOfWork,
    tender_id: UUID,
    *,
    bids: Collection[UUID],
    deadline: datetime,
    phase: Phase | None,
    reason: Text | None,
    by: Buyer,
    expected: Expected,
    now: datetime,
) -> Tender:
    """Invite those whose requests or bids were chosen to the next phase, under a new key.

    Where the phase that follows is open to everyone, as a dynamic system's is, they are admitted instead.
    """
    async with uow:
        tender = await uow.tenders.get(tender_id, by=by, expected=expected, lock=True)
        following = next_phase(phases_of(tender.terms), tender.phase, phase)
        opened = standing(await uow.bids.opened(tender_id, tender.phase), tender.invited)
        choice = Choice.among(opened, bids, following)
        warnings = choice.must_be_enough(reason)
        call = sealed_call(following.phase, tender.terms.committee, choice.invited)
        limit = phase_limit(tender, following, day_of(now))
        tender.invite(call, deadline, by=by, now=now, limit=limit, warnings=warnings, admitted=choice.admitted)
    return tender
