"""Putting together the documents of a tender."""

from datetime import datetime
from uuid import UUID

from chassis.caching import Expected
from chassis.errors import Refusal
from chassis.storage import Storage
from services.tenders.application.depositing import Depot, Offer, deposit
from services.tenders.domain.buyer import Buyer
from services.tenders.domain.dossier import DocumentVersion, must_be_open
from services.tenders.persistence.unit_of_work import UnitOfWork

_ANY_REVISION = Expected(None)


async def add_document(
    uow: UnitOfWork, depot: Depot, tender_id: UUID, offer: Offer, *, by: Buyer, now: datetime
) -> tuple[DocumentVersion, bool]:
    """Add a file to a draft, and say whether it is new: the same file under the same name is the version it was.

    A file is taken once its place is known to be open, and let go where a rule refuses it in the end. Where nobody can
    say whether the record was written, the file stays: better one too many than one too few.
    """
    async with uow:
        must_be_open((await uow.tenders.get(tender_id, by=by, expected=_ANY_REVISION)).status)
    given = await deposit(depot, offer)
    try:
        async with uow:
            tender = await uow.tenders.get(tender_id, by=by, expected=_ANY_REVISION, lock=True)
            dossier = await uow.dossiers.of(tender_id)
            version = dossier.add(given, status=tender.status, by=by, now=now)
            uow.dossiers.keep(dossier)
    except Refusal:
        await depot.storage.delete(given.stored_as)
        raise
    is_new = version.stored_as == given.stored_as
    if not is_new:
        await depot.storage.delete(given.stored_as)
    return version, is_new


async def remove_document(uow: UnitOfWork, storage: Storage, tender_id: UUID, name: str, *, by: Buyer) -> None:
    """Drop a document of a draft with all its versions."""
    async with uow:
        tender = await uow.tenders.get(tender_id, by=by, expected=_ANY_REVISION, lock=True)
        dossier = await uow.dossiers.of(tender_id)
        dropped = dossier.remove(name, status=tender.status)
    for version in dropped:
        await storage.delete(version.stored_as)
