"""The questions that are kept."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from chassis.caching import Expected
from services.tenders.domain.question import Question, QuestionNotFound


class Questions:
    """Every question, whoever asked it."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    def add(self, question: Question) -> None:
        """Keep a new question."""
        self._session.add(question)

    async def get(self, tender_id: UUID, question_id: UUID, *, expected: Expected) -> Question:
        """A question about this tender, at the revision that the caller expects."""
        question = await self._session.get(Question, question_id)
        if question is None or question.tender_id != tender_id:
            raise QuestionNotFound
        expected.check(question.revision)
        return question
