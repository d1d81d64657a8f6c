"""Putting together the documents of a tender."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from uuid import UUID

from chassis.caching import Expected
from chassis.depot import Depot
from chassis.errors import Refusal
from chassis.storage import Storage
from services.tenders.application.depositing import Offer, deposit
from services.tenders.domain.buyer import Buyer
from services.tenders.domain.dossier import DocumentVersion, Dossier, must_be_open
from services.tenders.domain.tender import Tender
from services.tenders.persistence.unit_of_work import UnitOfWork

_ANY_REVISION = Expected(None)


async def add_document(
    uow: UnitOfWork, depot: Depot, tender_id: UUID, offer: Offer, *, by: Buyer, now: datetime, amending: bool
) -> tuple[DocumentVersion, bool]:
    """Add a file to a draft, or while `amending` to the next amendment, and say whether it is new.

    The same file under the same name is the version it was. A file is taken once its place is known to be open, and
    let go where a rule refuses it in the end. Where nobody can say whether the record was written, the file stays:
    better one too many than one too few.
    """
    async with uow:
        tender = await uow.tenders.get(tender_id, by=by, expected=_ANY_REVISION)
        must_be_open(tender.status, amending=amending)
    given = await deposit(depot, offer)
    try:
        async with _changing(uow, depot.storage, tender_id, by, given.stored_as) as (tender, dossier):
            version = dossier.add(given, status=tender.status, by=by, now=now, amending=amending)
    except Refusal:
        await depot.storage.delete(given.stored_as)
        raise
    return version, version.stored_as == given.stored_as


async def remove_document(uow: UnitOfWork, storage: Storage, tender_id: UUID, name: str, *, by: Buyer) -> None:
    """Drop a document of a draft with all its versions, or the version that waits for an amendment."""
    async with _changing(uow, storage, tender_id, by) as (tender, dossier):
        dossier.remove(name, status=tender.status)


@asynccontextmanager
async def _changing(
    uow: UnitOfWork, storage: Storage, tender_id: UUID, by: Buyer, *given: str
) -> AsyncIterator[tuple[Tender, Dossier]]:
    """Change a dossier alone, then let go of the files that it does not name any more, or never did."""
    async with uow:
        tender = await uow.tenders.get(tender_id, by=by, expected=_ANY_REVISION, lock=True)
        dossier = await uow.dossiers.of(tender_id)
        before = {one.stored_as for one in dossier.versions}
        yield tender, dossier
        uow.dossiers.keep(dossier)
    for name in before.union(given) - {one.stored_as for one in dossier.versions}:
        await storage.delete(name)
