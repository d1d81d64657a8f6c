"""The register of withdrawals."""

from sqlalchemy.ext.asyncio import AsyncSession

from services.tenders.domain.withdrawal import Withdrawal


class Withdrawals:
    """Every withdrawal, by name or without."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    def add(self, withdrawal: Withdrawal) -> None:
        """Keep a new withdrawal."""
        self._session.add(withdrawal)
