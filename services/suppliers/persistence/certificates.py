"""The certificates that are kept."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.caching import Expected
from contracts.vocabulary import Identifier
from services.suppliers.domain.certificate import CertificateNotFound, CertificateStatus, HeldCertificate
from services.suppliers.domain.identity import supplier_id
from services.suppliers.persistence.tables import certificate as table


class Certificates:
    """Every certificate, those that no longer count included."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    def add(self, held: HeldCertificate) -> None:
        """Keep a new certificate."""
        self._session.add(held)

    async def get(self, identifier: Identifier, certificate_id: UUID, *, expected: Expected) -> HeldCertificate:
        """A certificate of this supplier, at the version that the caller expects."""
        held = await self._session.get(HeldCertificate, certificate_id, with_for_update=True)
        if held is None or held.supplier_id != supplier_id(identifier):
            raise CertificateNotFound
        expected.check(held.version)
        return held

    async def valid(self, supplier: UUID) -> int:
        """How many certificates of a supplier count."""
        own = (table.c.supplier_id == supplier) & (table.c.status == CertificateStatus.VALID)
        return int(await self._session.scalar(select(func.count()).select_from(table).where(own)) or 0)

    async def locked(self, ids: Sequence[UUID]) -> Sequence[HeldCertificate]:
        """Certificates that this transaction has locked already, the one that is due first at the head."""
        query = select(HeldCertificate).where(table.c.id.in_(ids)).order_by(table.c.due_at)
        return (await self._session.scalars(query)).all()
