"""The sourcing requests that are kept."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.auth import EVERY_ORGANISATION
from chassis.caching import Expected
from services.suppliers.domain.requests.caps import WINDOW
from services.suppliers.domain.requests.contact import Contact, ContactNotFound, ContactStatus, contact_id
from services.suppliers.domain.requests.request import RequestNotFound, SourcingRequest
from services.suppliers.persistence.tables import contact, sourcing_request


class Requests:
    """Every sourcing request; another buyer's is not found."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    def add(self, request: SourcingRequest) -> None:
        """Keep a new request."""
        self._session.add(request)

    async def get(self, request_id: UUID, *, by: str | None, expected: Expected) -> SourcingRequest:
        """A request of this buyer, at the revision that the caller expects; nobody else changes it meanwhile."""
        request = await self.held(request_id)
        if by not in (EVERY_ORGANISATION, request.terms.buyer):
            raise RequestNotFound
        expected.check(request.revision)
        return request

    async def of_buyer(self, request_id: UUID, by: str | None) -> SourcingRequest:
        """A request of this buyer, to be read."""
        request = await self._session.get(SourcingRequest, request_id)
        if request is None or by not in (EVERY_ORGANISATION, request.terms.buyer):
            raise RequestNotFound
        return request

    async def held(self, request_id: UUID) -> SourcingRequest:
        """A request, kept from others until the transaction ends."""
        request = await self._session.get(SourcingRequest, request_id, with_for_update=True)
        if request is None:
            raise RequestNotFound
        return request

    async def of_tender(self, tender_id: UUID) -> SourcingRequest | None:
        """The request that a tender came of, if any."""
        query = select(SourcingRequest).where(sourcing_request.c.tender_id == tender_id).limit(1).with_for_update()
        return (await self._session.scalars(query)).one_or_none()

    async def find(self, request_id: UUID) -> SourcingRequest | None:
        """A request, if there is one, kept from others until the transaction ends."""
        return await self._session.get(SourcingRequest, request_id, with_for_update=True)

    async def shown(self, request_id: UUID) -> SourcingRequest:
        """A request as a supplier sees it, kept as it is until the transaction ends."""
        request = await self._session.get(SourcingRequest, request_id, with_for_update={"read": True})
        if request is None:
            raise RequestNotFound
        return request

    async def locked(self, ids: Sequence[UUID]) -> Sequence[SourcingRequest]:
        """Requests that this transaction has locked already, the one that is due first at the head."""
        table = sourcing_request
        query = select(SourcingRequest).where(table.c.id.in_(ids)).order_by(table.c.due_at)
        return (await self._session.scalars(query)).all()

    async def unnamed(self, names: Sequence[str]) -> Sequence[str]:
        """Those of these stored files that no request names."""
        return (await self._session.scalars(_UNNAMED, {"names": list(names)})).all()


_UNNAMED = text("""
    SELECT name FROM unnest(CAST(:names AS text[])) AS name
    EXCEPT SELECT file ->> 'stored_as' FROM sourcing_request, jsonb_array_elements(attachments) AS file
""")
_ONE_BY_ONE = text("SELECT pg_advisory_xact_lock(hashtextextended('invitations', 0))")


class Contacts:
    """Whom requests ask."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    def add_all(self, contacts: Sequence[Contact]) -> None:
        """Keep new contacts."""
        self._session.add_all(contacts)

    async def get(self, request_id: UUID, supplier_id: UUID) -> Contact:
        """The contact of a supplier in a request, kept from others until the end of the transaction."""
        found = await self._session.get(Contact, contact_id(request_id, supplier_id), with_for_update=True)
        if found is None:
            raise ContactNotFound
        return found

    async def of(self, request_id: UUID) -> Sequence[Contact]:
        """Everybody in a request, by rank."""
        query = select(Contact).where(contact.c.request_id == request_id).order_by(contact.c.rank)
        return (await self._session.scalars(query)).all()

    async def waiting(self, request_id: UUID) -> Sequence[Contact]:
        """Those who were not asked yet, the best first, kept from others."""
        own = (contact.c.request_id == request_id) & (contact.c.status == ContactStatus.WAITING)
        return (
            await self._session.scalars(select(Contact).where(own).order_by(contact.c.rank).with_for_update())
        ).all()

    async def answered(self, request_id: UUID) -> int:
        """How many have answered."""
        own = (contact.c.request_id == request_id) & (contact.c.status == ContactStatus.ANSWERED)
        return int(await self._session.scalar(select(func.count()).select_from(contact).where(own)) or 0)

    async def recent(self, contacts: Sequence[Contact], now: datetime) -> Mapping[UUID, int]:
        """How often each of these suppliers was asked lately, by whomever; nobody else asks until this is over."""
        await self._session.execute(_ONE_BY_ONE)
        asked = contact.c.supplier_id.in_([one.supplier_id for one in contacts])
        lately = asked & (contact.c.invited_at > now - WINDOW)
        query = select(contact.c.supplier_id, func.count()).where(lately).group_by(contact.c.supplier_id)
        return {row[0]: row[1] for row in await self._session.execute(query)}
