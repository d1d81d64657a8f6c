"""Marks that evaluators give, and what they declare before they may."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Annotated
from uuid import UUID

from pydantic import BeforeValidator, Field, PlainSerializer, WithJsonSchema

from chassis.errors import Conflict, Forbidden, NotFound, Unacceptable
from contracts.vocabulary import Instant, Text, Word
from services.tenders.domain.ranking import Yardstick


def _exact(value: object) -> object:
    if isinstance(value, float | bool):
        msg = "a mark is written as a string, such as '12.5', never as a floating-point number"
        raise ValueError(msg)  # noqa: TRY004 - pydantic reports only this kind
    return value


Mark = Annotated[
    Decimal,
    BeforeValidator(_exact),
    Field(ge=0, le=1000, max_digits=6, decimal_places=2),
    PlainSerializer(str, return_type=str),
    WithJsonSchema({"type": "string", "format": "decimal", "pattern": r"^[0-9]{1,4}(\.[0-9]{1,2})?$"}),
]
"""A mark that a person gives, from 0 to the best mark of the criterion, as a decimal string."""


class NotAnEvaluator(Forbidden):
    """Only the appointed evaluators mark the bids for this lot."""


class ConflictOfInterest(Forbidden):
    """An evaluator who declared a conflict of interest does not mark."""


class ConflictNotDeclared(Conflict):
    """An evaluator says first whether there is a conflict of interest."""


class CriterionNotFound(NotFound):
    """The lot has no criterion of this number."""


class CriterionPriced(Unacceptable):
    """The points of a price criterion follow from its formula; nobody gives them."""


class MarkTooHigh(Unacceptable):
    """The mark is over the best one of its criterion."""


class BidNotInRunning(Conflict):
    """Only bids that were found admissible are marked."""


class CriteriaNotGiven(Conflict):
    """The notice gives no criteria for this lot, so its bids cannot be evaluated here."""


class Appointment(Word):
    """Who evaluates, by the names of their keys, from when on, and who said so; the last one holds."""

    evaluators: tuple[Text, ...]
    by: Text
    at: Instant


class Declaration(Word):
    """What an evaluator declared of interests in the matter (déclaration d'absence de conflit d'intérêts): L2141-10."""

    evaluator: Text
    conflict: bool
    statement: Text
    declared_at: Instant


class Opinion(Word):
    """A mark that an evaluator wants to give, with its reason; criteria are numbered from 1 within their lot."""

    bid: UUID
    criterion: Annotated[int, Field(ge=1, le=20)]
    score: Mark
    reason: Text


@dataclass(frozen=True)
class Score:
    """A mark as it was given; a later one of the same evaluator replaces it and leaves it on the record."""

    bid_id: UUID
    criterion: int
    evaluator: str
    mark: Decimal
    reason: str
    at: datetime

    @property
    def place(self) -> tuple[UUID, int, str]:
        """What it is a mark of, and whose."""
        return self.bid_id, self.criterion, self.evaluator


def must_fit(opinion: Opinion, yardsticks: tuple[Yardstick, ...]) -> None:
    """Refuse a mark for a criterion that there is not, one that a formula decides, and one that is too high."""
    if opinion.criterion > len(yardsticks):
        raise CriterionNotFound(criterion=opinion.criterion)
    yardstick = yardsticks[opinion.criterion - 1]
    if yardstick.priced:
        raise CriterionPriced(criterion=opinion.criterion)
    if opinion.score > yardstick.maximum:
        raise MarkTooHigh(criterion=opinion.criterion, maximum=yardstick.maximum)
