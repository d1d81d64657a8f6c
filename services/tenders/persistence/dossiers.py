"""The dossiers that are kept."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.tenders.domain.dossier import Dossier


class Dossiers:
    """The documents of every tender."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def of(self, tender_id: UUID) -> Dossier:
        """The documents of a tender, none at first; whoever changes them has locked the tender."""
        dossier = await self._session.get(Dossier, tender_id)
        if dossier is None:
            dossier = Dossier(id=tender_id)
        return dossier

    def keep(self, dossier: Dossier) -> None:
        """Keep a dossier that may be new."""
        self._session.add(dossier)
