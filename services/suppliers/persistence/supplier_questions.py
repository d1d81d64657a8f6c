"""The questions of suppliers about sourcing requests that are kept."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.caching import Expected
from services.suppliers.domain.requests.supplier_question import SupplierQuestion, SupplierQuestionNotFound
from services.suppliers.persistence.tables import supplier_question as table


class SupplierQuestions:
    """Every question."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    def add(self, question: SupplierQuestion) -> None:
        """Keep a new question."""
        self._session.add(question)

    async def get(self, request_id: UUID, question_id: UUID, *, expected: Expected) -> SupplierQuestion:
        """A question about a request at the revision that the caller expects; nobody else changes it meanwhile."""
        found = await self._session.get(SupplierQuestion, question_id, with_for_update=True)
        if found is None or found.request_id != request_id:
            raise SupplierQuestionNotFound
        expected.check(found.revision)
        return found

    async def of(self, request_id: UUID) -> Sequence[SupplierQuestion]:
        """All about a request, the oldest first."""
        query = select(SupplierQuestion).where(table.c.request_id == request_id)
        return (await self._session.scalars(query.order_by(table.c.asked_at, table.c.id))).all()

    async def count(self, request_id: UUID) -> int:
        """How many there are about a request."""
        query = select(func.count()).select_from(table).where(table.c.request_id == request_id)
        return int(await self._session.scalar(query) or 0)
