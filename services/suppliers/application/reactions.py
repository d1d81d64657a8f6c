"""What the service does when it is told of procedures."""

from uuid import UUID

from chassis.reactions import Reactions
from contracts.envelope import Envelope
from contracts.procedures import (
    BidsOpened,
    ContractAwarded,
    ContractEnded,
    ContractFact,
    ContractModified,
    ContractNotified,
    ContractTerminated,
    DataCorrected,
    PlanEntryPublished,
    TenderPublished,
)
from services.suppliers.application.alerting import alert
from services.suppliers.domain.alerts.notice import awarded, planned, published
from services.suppliers.domain.award import company_of, held
from services.suppliers.domain.renewals.running import running
from services.suppliers.persistence.unit_of_work import UnitOfWork

reactions = Reactions()


@reactions.on(ContractNotified, ContractModified, ContractEnded, ContractTerminated, DataCorrected)
async def learn_awards(uow: UnitOfWork, _: Envelope, fact: ContractFact) -> None:
    """Know who held the contract, by its latest version, and until when it runs."""
    uow.awards.learn(fact.contract_id, tuple(held(fact)))
    uow.running.learn(fact.contract_id, running(fact))


@reactions.on(PlanEntryPublished)
async def tell_of_plan(uow: UnitOfWork, envelope: Envelope, fact: PlanEntryPublished) -> None:
    """Let those know who want to hear of such a purchase."""
    await alert(uow, planned(fact), envelope.time)


@reactions.on(TenderPublished)
async def hear_of_tender(uow: UnitOfWork, envelope: Envelope, fact: TenderPublished) -> None:
    """Let those know who want to hear of such a tender, and close the sourcing request that it came of."""
    notice = published(fact)
    await uow.tender_notices.keep(notice)
    await alert(uow, notice, envelope.time)
    if fact.sourcing_request and (request := await uow.requests.find(fact.sourcing_request)):
        request.link(fact.tender_id, now=envelope.time)


@reactions.on(BidsOpened)
async def follow_bids(uow: UnitOfWork, _: Envelope, fact: BidsOpened) -> None:
    """Know which of those who were asked have bid."""
    bidders = {company_of(member.identifier) for bid in fact.bids for member in bid.members}
    await _follow(uow, fact.tender_id, bidders, has_bid=True)


@reactions.on(ContractAwarded)
async def follow_award(uow: UnitOfWork, envelope: Envelope, fact: ContractAwarded) -> None:
    """Know which of those who were asked have won, and tell those who want to hear of such an award."""
    if tender := await uow.tender_notices.of(fact.tender_id):
        await alert(uow, awarded(fact, tender), envelope.time)
    holders = {company_of(holder.identifier) for holder in fact.holders if holder.identifier}
    await _follow(uow, fact.tender_id, holders, has_won=True)


async def _follow(uow: UnitOfWork, tender_id: UUID, companies: set[str], **what: bool) -> None:
    request = await uow.requests.of_tender(tender_id)
    for contact in await uow.contacts.of(request.id) if request else ():
        if company_of(contact.identifier) in companies:
            contact.follow(**what)


@reactions.settle
async def keep_awards(uow: UnitOfWork) -> None:
    """Write once per batch what its facts told."""
    await uow.awards.keep()
    await uow.running.keep()
