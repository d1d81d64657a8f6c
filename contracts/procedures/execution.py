"""Facts about the performance of a contract, beside money: subcontracts, penalties, reports, the final evaluation."""

from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import Field

from contracts.fact import Fact
from contracts.procedures.base import TOPIC
from contracts.vocabulary import Day, Money, OperatorId, Place, Siret, SizeClass, Text, Word

Hours = Annotated[int, Field(ge=0, le=10_000_000)]
"""Hours of work."""
Score = Annotated[int, Field(ge=0, le=10)]
"""A mark out of ten."""


class ExecutionFact(Fact):
    """A fact about an act of performance, an entity of its own; a later one of the same act is a `correction`."""

    topic: ClassVar[str] = TOPIC
    act_id: UUID
    contract_id: UUID
    procedure_id: UUID
    buyer: Siret
    correction: bool = False


class Period(Word):
    """The days that a report is about, both included."""

    starts_on: Day
    ends_on: Day


class Subcontractor(Word):
    """Who performs a part of a contract for its holder (sous-traitant), as known on the day of acceptance."""

    identifier: OperatorId | None = None
    name: Text
    size: SizeClass | None = None
    place: Place | None = None


class Subcontract(Word):
    """A subcontract that the buyer accepted, with its conditions of payment (DC4): CCP L2193-4, R2193-1.

    `value` is the highest amount excluding VAT; `direct_payment` says that the buyer pays the subcontractor itself,
    as it must from 600 EUR including VAT on (CCP R2193-10).
    """

    subcontractor: Subcontractor
    work: Text
    value: Money
    accepted_on: Day
    direct_payment: bool


class Penalty(Word):
    """A sum that the holder owes for a breach of the contract (pénalité): CCP L2191-1 and the clauses; excludes VAT."""

    reason: Text
    value: Money
    applied_on: Day
    days_late: Annotated[int, Field(ge=0, le=100_000)] | None = None


class ClauseReport(Word):
    """What the holder did for its social and environmental clauses in a period: CCP L2112-2.

    Hours of work for people far from employment (heures d'insertion); None where the contract has no such clause.
    """

    period: Period
    insertion_hours_contracted: Hours | None = None
    insertion_hours_achieved: Hours | None = None
    equality: bool | None = None
    environmental: bool | None = None
    comment: Text | None = None


class FoodReport(Word):
    """Purchases of food in a period, in euros excluding VAT: code rural L230-5-1 (law 2018-938 art. 24).

    `sustainable` is of quality and sustainable (produits de qualité et durables), of which `organic`; `french` and
    `european` count origins, the former within the latter. `warnings` say which share is under the law's.
    """

    period: Period
    total: Money
    sustainable: Money
    organic: Money
    french: Money | None = None
    european: Money | None = None
    warnings: tuple[str, ...] = ()


class Mark(Word):
    """How well the holder did in one respect."""

    criterion: Text
    score: Score


class Appraisal(Word):
    """The buyer's judgement of a holder's performance at the end (évaluation finale), and the holder's `reply`."""

    marks: Annotated[tuple[Mark, ...], Field(min_length=1, max_length=20)]
    comment: Text
    evaluated_on: Day
    reply: Text | None = None
    replied_on: Day | None = None


class SubcontractDeclared(ExecutionFact, Subcontract):
    """The buyer accepted a subcontractor: CCP L2193-4."""


class PenaltyApplied(ExecutionFact, Penalty):
    """The buyer applied a penalty."""


class ClauseReported(ExecutionFact, ClauseReport):
    """It was reported how the clauses were kept in a period."""


class FoodPurchaseReported(ExecutionFact, FoodReport):
    """Purchases of food in a period were reported."""


class SupplierEvaluated(ExecutionFact, Appraisal):
    """The buyer evaluated the holder of a contract that ended; told again with the holder's reply."""
