"""The evaluations that are kept, with every mark that was given."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from services.tenders.domain.evaluation import Evaluation, EvaluationNotFound, evaluation_id
from services.tenders.domain.evaluation_status import EvaluationStatus
from services.tenders.domain.scoring import Score
from services.tenders.persistence.tables import evaluation as table
from services.tenders.persistence.tables import score as marks


class Evaluations:
    """The evaluation of each lot."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    def add(self, evaluation: Evaluation) -> None:
        """Keep a new evaluation."""
        self._session.add(evaluation)

    async def find(self, tender_id: UUID, lot: int, *, shared: bool = False) -> Evaluation | None:
        """The evaluation of a lot, kept from others until the end of the transaction.

        `shared` lets others in who change marks or judgements, but nobody who concludes.
        """
        key = evaluation_id(tender_id, lot)
        return await self._session.get(Evaluation, key, with_for_update={"read": shared})

    async def get(self, tender_id: UUID, lot: int, *, shared: bool = False) -> Evaluation:
        """The evaluation of a lot, as `find` gives it; refuses where there is none."""
        evaluation = await self.find(tender_id, lot, shared=shared)
        if evaluation is None:
            raise EvaluationNotFound(lot=lot)
        return evaluation

    async def concluded(self, tender_id: UUID) -> set[int]:
        """The lots of a tender whose evaluation is concluded."""
        own = (table.c.tender_id == tender_id) & (table.c.status == EvaluationStatus.CONCLUDED)
        return set(await self._session.scalars(select(table.c.lot).where(own)))

    async def record(self, evaluation: Evaluation, scores: Sequence[Score]) -> None:
        """Add marks to those that were given."""
        rows = [{**vars(score), "evaluation_id": evaluation.id} for score in scores]
        await self._session.execute(insert(marks), rows)

    async def scores(self, tender_id: UUID, lot: int) -> list[Score]:
        """Every mark that was given for a lot, in the order given."""
        own = select(marks).where(marks.c.evaluation_id == evaluation_id(tender_id, lot)).order_by(marks.c.number)
        return [
            Score(row.bid_id, row.criterion, row.evaluator, row.mark, row.reason, row.at)
            for row in await self._session.execute(own)
        ]
