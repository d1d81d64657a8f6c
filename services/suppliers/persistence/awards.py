"""The records of suppliers, in the transaction of a batch of facts."""

from collections.abc import Sequence
from dataclasses import asdict
from uuid import UUID

from sqlalchemy import delete, insert
from sqlalchemy.ext.asyncio import AsyncSession

from services.suppliers.domain.award import HeldAward
from services.suppliers.persistence.tables import award as table


class Awards:
    """What every supplier held; the latest version of a contract replaces the one before."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session
        self._heard: dict[UUID, Sequence[HeldAward]] = {}
        self._companies: set[str] = set()

    def learn(self, contract_id: UUID, held: Sequence[HeldAward]) -> None:
        """Take in what a contract says now; `keep` writes the latest of each at once."""
        self._heard[contract_id] = held

    async def keep(self) -> None:
        """Write what was learned."""
        if not self._heard:
            return
        gone = delete(table).where(table.c.contract_id.in_(list(self._heard))).returning(table.c.company)
        self._companies |= set((await self._session.scalars(gone)).all())
        rows = [asdict(one) for held in self._heard.values() for one in held]
        if rows:
            await self._session.execute(insert(table), rows)
        self._companies |= {row["company"] for row in rows}
        self._heard.clear()

    def companies(self) -> set[str]:
        """The companies whose record was written, once."""
        companies, self._companies = self._companies, set()
        return companies
