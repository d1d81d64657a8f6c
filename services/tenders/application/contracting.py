"""From an awarded lot to a contract in effect."""

from datetime import date
from uuid import UUID

from chassis.caching import Expected
from services.tenders.application.legal import standstill
from services.tenders.domain.buyer import Buyer
from services.tenders.domain.call_off import CallOff
from services.tenders.domain.contract import Contract
from services.tenders.domain.signature import Signature
from services.tenders.domain.tender import Tender
from services.tenders.domain.time_limits import TimeLimit
from services.tenders.persistence.unit_of_work import UnitOfWork

ANY_REVISION = Expected(None)


async def sign_contract(uow: UnitOfWork, tender_id: UUID, signature: Signature, *, by: Buyer, today: date) -> Contract:
    """Put an awarded lot under contract, once the standstill is over."""
    async with uow:
        tender = await uow.tenders.get(tender_id, by=by, expected=ANY_REVISION, lock=True)
        framework = await uow.contracts.agreement_of(tender.terms.within)
        limit = await _standstill(uow, tender, signature.lot)
        contract = signature.of(tender, by=by, today=today, standstill=limit, framework=framework)
        await uow.contracts.enter(contract)
    return contract


async def notify_contract(
    uow: UnitOfWork,
    contract_id: UUID,
    *,
    notified_on: date,
    electronic: bool | None,
    by: Buyer,
    expected: Expected,
    today: date,
) -> Contract:
    """Tell the holder that the contract is theirs."""
    async with uow:
        contract = await uow.contracts.get(contract_id, expected=expected)
        contract.notify(notified_on, by=by, today=today, electronic=electronic)
    return contract


async def call_off(uow: UnitOfWork, framework_id: UUID, given: CallOff, *, by: Buyer, today: date) -> Contract:
    """Sign a contract under a framework agreement, within its maximum and its time."""
    async with uow:
        framework = await uow.contracts.agreement(framework_id)
        contract = given.of(framework, by=by, today=today)
        await uow.contracts.enter(contract)
    return contract


async def _standstill(uow: UnitOfWork, tender: Tender, lot: int) -> TimeLimit | None:
    """What must pass before the signature; where bids were evaluated here, the award must stand: CCP R2182-1."""
    award = await uow.awards.standing(tender.id, lot)
    if award is None:
        return standstill(tender)
    award.must_be_confirmed()
    return award.standstill
