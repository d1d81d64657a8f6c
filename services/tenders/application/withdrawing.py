"""Taking the documents of a tender, by name or without."""

from datetime import datetime
from uuid import UUID

from chassis.caching import Expected
from contracts.vocabulary import Siret, Text
from services.tenders.domain.buyer import Buyer
from services.tenders.domain.dossier import DocumentVersion
from services.tenders.domain.withdrawal import Withdrawal
from services.tenders.persistence.unit_of_work import UnitOfWork

_ANY_REVISION = Expected(None)


async def withdraw_dossier(
    uow: UnitOfWork,
    withdrawal_id: UUID,
    tender_id: UUID,
    *,
    siret: Siret | None,
    name: Text | None,
    email: str | None,
    now: datetime,
) -> tuple[Withdrawal, tuple[DocumentVersion, ...]]:
    """Enter a withdrawal into the register, and give the documents as they stand."""
    async with uow:
        tender = await uow.tenders.receiving(tender_id)
        withdrawal = Withdrawal.of(tender, withdrawal_id, siret=siret, name=name, email=email, now=now)
        uow.withdrawals.add(withdrawal)
        dossier = await uow.dossiers.of(tender_id)
    return withdrawal, dossier.latest


async def open_register(uow: UnitOfWork, tender_id: UUID, *, by: Buyer) -> None:
    """Let the buyer see who took the documents and who was written to, or the portal that has the tender."""
    async with uow:
        await uow.tenders.get(tender_id, by=by, expected=_ANY_REVISION)
