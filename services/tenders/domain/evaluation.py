"""The evaluation of the bids for a lot, from the appointment of evaluators to a ranking."""

from dataclasses import dataclass
from datetime import datetime
from typing import Self
from uuid import UUID, uuid5

from chassis.aggregate import Aggregate
from chassis.errors import Conflict, NotFound
from contracts.fact import Fact
from contracts.procedures import EvaluationOpened, EvaluationReopened, LotEvaluated
from contracts.vocabulary import Text
from services.tenders.domain.evaluation_status import EvaluationStatus
from services.tenders.domain.evidence import Evidence, Missing
from services.tenders.domain.ranking import Ranked, Yardstick
from services.tenders.domain.scoring import (
    Appointment,
    BidNotInRunning,
    ConflictNotDeclared,
    ConflictOfInterest,
    CriteriaNotGiven,
    Declaration,
    NotAnEvaluator,
    Opinion,
    Score,
    must_fit,
)


class EvaluationNotFound(NotFound):
    """The bids for this lot are not being evaluated."""


class EvaluationConcluded(Conflict):
    """The evaluation of this lot is concluded."""


class EvaluationRunning(Conflict):
    """The evaluation of this lot is not concluded."""


class EvaluationIncomplete(Conflict):
    """The bids cannot be ranked before what is listed in `missing` is done."""


class NoBidAdmissible(Conflict):
    """No bid is in the running: the lot is closed as unsuccessful, there is nothing to rank or to award."""


def evaluation_id(tender_id: UUID, lot: int) -> UUID:
    """The one identity of the evaluation of a lot."""
    return uuid5(tender_id, f"evaluation/{lot}")


@dataclass(kw_only=True, eq=False)
class Evaluation(Aggregate):
    """The evaluation of the bids for one lot (analyse des offres): CCP R2152-6 and following.

    Marks are rows of their own. Of the ranking nothing is kept: it is computed anew from bids, judgements and marks,
    and from the `draw` that put equal bids in order. `version` counts facts told, `revision` changes.
    """

    id: UUID
    tender_id: UUID
    lot: int
    status: EvaluationStatus
    appointments: tuple[Appointment, ...]
    declarations: tuple[Declaration, ...] = ()
    draw: tuple[UUID, ...] = ()
    concluded_by: str | None = None
    concluded_at: datetime | None = None
    version: int = 0
    revision: int = 0

    @classmethod
    def opened(
        cls,
        tender_id: UUID,
        lot: int,
        evaluators: tuple[str, ...],
        yardsticks: tuple[Yardstick, ...],
        *,
        by: str,
        now: datetime,
    ) -> Self:
        """Begin with these evaluators; refuses a lot whose criteria nobody can read from its notice."""
        if not yardsticks:
            raise CriteriaNotGiven(lot=lot, article="CCP R2152-11")
        first = Appointment(evaluators=evaluators, by=by, at=now)
        identity, status = evaluation_id(tender_id, lot), EvaluationStatus.OPEN
        evaluation = cls(id=identity, tender_id=tender_id, lot=lot, status=status, appointments=(first,))
        fact = EvaluationOpened(tender_id=tender_id, lot=lot, evaluators=len(evaluators), opened_at=now)
        evaluation.tell(fact, at=now)
        return evaluation

    @property
    def key(self) -> str:
        """Its facts come in order with those of its procedure."""
        return str(self.tender_id)

    @property
    def evaluators(self) -> tuple[str, ...]:
        """Who is appointed."""
        return self.appointments[-1].evaluators

    @property
    def panel(self) -> tuple[str, ...]:
        """The evaluators whose marks count: those who declared that they have no conflict of interest."""
        free = {each.evaluator for each in self.declarations if not each.conflict} - self._conflicted
        return tuple(name for name in self.evaluators if name in free)

    @property
    def _conflicted(self) -> set[str]:
        return {each.evaluator for each in self.declarations if each.conflict}

    def appoint(self, evaluators: tuple[str, ...], *, by: str, now: datetime) -> None:
        """Replace the evaluators; what was marked and declared stays on the record."""
        self.must_be_open()
        self.appointments += (Appointment(evaluators=evaluators, by=by, at=now),)
        self.revision += 1

    def declare(self, declaration: Declaration) -> None:
        """Take an evaluator's word; a conflict that was declared once is not taken back: CCP L2141-10."""
        self.must_be_open()
        self._must_have_appointed(declaration.evaluator)
        self.declarations += (declaration,)
        self.revision += 1

    def score(self, opinion: Opinion, evidence: Evidence, *, evaluator: str, now: datetime) -> Score:
        """The mark of an evaluator for a bid under a criterion."""
        self.must_be_open()
        self._must_be_free(evaluator)
        must_fit(opinion, evidence.yardsticks)
        if opinion.bid not in evidence.admissible:
            raise BidNotInRunning(bid=str(opinion.bid))
        return Score(opinion.bid, opinion.criterion, evaluator, opinion.score, opinion.reason, now)

    def conclude(self, evidence: Evidence, draw: tuple[UUID, ...], *, by: str, now: datetime) -> None:
        """Let the ranking stand, once every bid is judged, every questioned price decided and every mark given."""
        self.must_be_open()
        if missing := [*self._undeclared(), *evidence.missing(self.panel), *self._nobody(evidence)]:
            raise EvaluationIncomplete(missing=missing)
        if not evidence.admissible:
            raise NoBidAdmissible(lot=self.lot)
        evidence.ranking(self.panel, draw, None)
        self.status, self.draw = EvaluationStatus.CONCLUDED, draw
        self.concluded_by, self.concluded_at = by, now
        self.tell(self._conclusion(evidence, now), at=now)

    def reopen(self, reason: Text, *, now: datetime) -> None:
        """Let the ranking fall, with the award that rested on it."""
        self.must_be_concluded()
        self.status, self.draw = EvaluationStatus.OPEN, ()
        self.concluded_by = self.concluded_at = None
        fact = EvaluationReopened(tender_id=self.tender_id, lot=self.lot, reason=reason, reopened_at=now)
        self.tell(fact, at=now)

    def ranking(self, evidence: Evidence) -> list[Ranked]:
        """The ranking that was concluded, computed anew from its evidence."""
        self.must_be_concluded()
        return evidence.ranking(self.panel, self.draw, self.concluded_at)

    def must_be_open(self) -> None:
        """Refuse what may only be done before the conclusion."""
        if self.status is not EvaluationStatus.OPEN:
            raise EvaluationConcluded(lot=self.lot)

    def must_be_concluded(self) -> None:
        """Refuse what may only be done after the conclusion."""
        if self.status is not EvaluationStatus.CONCLUDED:
            raise EvaluationRunning(lot=self.lot)

    def tell(self, fact: Fact, at: datetime | None = None) -> None:
        """Record that `fact` happened; it is a change like others."""
        super().tell(fact, at)
        self.revision += 1

    def _must_have_appointed(self, evaluator: str) -> None:
        if evaluator not in self.evaluators:
            raise NotAnEvaluator(lot=self.lot)

    def _must_be_free(self, evaluator: str) -> None:
        self._must_have_appointed(evaluator)
        if evaluator in self._conflicted:
            raise ConflictOfInterest(article="CCP L2141-10")
        if evaluator not in self.panel:
            raise ConflictNotDeclared(article="CCP L2141-10")

    def _undeclared(self) -> Missing:
        declared = {each.evaluator for each in self.declarations}
        return [{"what": "declaration", "evaluator": name} for name in self.evaluators if name not in declared]

    def _nobody(self, evidence: Evidence) -> Missing:
        """Marks are asked for, and nobody is left to give them."""
        marked = any(not one.priced for one in evidence.yardsticks)
        return [{"what": "evaluator"}] if marked and not self.panel else []

    def _conclusion(self, evidence: Evidence, now: datetime) -> LotEvaluated:
        told = {"tender_id": self.tender_id, "lot": self.lot, "evaluators": len(self.panel), "concluded_at": now}
        return LotEvaluated(**told, **evidence.counts)
