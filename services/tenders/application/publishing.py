"""Opening a tender to bids, and dropping it."""

from datetime import datetime
from uuid import UUID

from chassis.caching import Expected
from contracts.calendar import day_of
from contracts.vocabulary import Text
from services.tenders.application.following import tell_followers
from services.tenders.application.inviting import invitation_to
from services.tenders.application.judging import judge_tender
from services.tenders.application.policies import approvals
from services.tenders.application.sealing import sealed_call
from services.tenders.domain.buyer import Buyer
from services.tenders.domain.rules.phases import phases_of
from services.tenders.domain.tender import Tender
from services.tenders.persistence.unit_of_work import UnitOfWork


async def publish_tender(
    uow: UnitOfWork,
    tender_id: UUID,
    *,
    deadline: datetime,
    reason: Text | None,
    by: Buyer,
    expected: Expected,
    now: datetime,
) -> Tender:
    """Advertise a draft and open it to bids."""
    async with uow:
        tender = await uow.tenders.get(tender_id, by=by, expected=expected)
        today, terms = day_of(now), tender.terms
        for approval in approvals(terms.buyer):
            approval.must_be_given(tender)
        cautions = await judge_tender(uow, tender, on=today)
        invitation = await invitation_to(uow, tender, on=today)
        call = sealed_call(phases_of(terms)[0].phase, terms.committee, invitation.guests)
        tender.publish(deadline, by=by, now=now, limit=invitation.limit, reason=reason, call=call, cautions=cautions)
        entries = await uow.plan.behind(terms, lock=True)
        for entry in entries:
            entry.tender(tender_id, terms.buyer, now)
        await tell_followers(uow, entries, now)
    return tender


async def cancel_tender(
    uow: UnitOfWork, tender_id: UUID, *, reason: Text, by: Buyer, expected: Expected, now: datetime
) -> Tender:
    """Drop a procedure of which nothing is signed, with the awards that were proposed in it."""
    async with uow:
        tender = await uow.tenders.get(tender_id, by=by, expected=expected, lock=True)
        contracts = await uow.contracts.count_of(tender_id)
        tender.cancel(reason, by=by, now=now, contracts=contracts)
        for award in await uow.awards.all_standing(tender_id):
            award.annul(reason, by=None, now=now, signed=False)
    return tender
