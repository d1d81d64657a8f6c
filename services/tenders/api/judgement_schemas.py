"""The bodies that judge bids and evaluate them; a member that a caller invents is refused, at any depth."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import ConfigDict, Field, StringConstraints, field_validator

from contracts.vocabulary import Text
from services.tenders.api.schemas import Body, Deadline
from services.tenders.application.awarding import Sequel
from services.tenders.domain.inquiry import SupportingDocument
from services.tenders.domain.scoring import Opinion

_STRICT = ConfigDict(extra="forbid")

Judged = Literal["admissible", "irregular", "inappropriate", "unacceptable", "ineligible"]
"""What a bid may be judged; that its price is abnormally low is decided after its bidder was heard."""
KeyName = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200, pattern=r"^[^\x00]+$")]
"""The name of a key, as the gateway knows who calls."""


class GivenJudgement(Body):
    """Whether a bid is in the running for the lot, and why."""

    status: Judged
    reason: Text


class RegularisationRequest(Body):
    """What a bidder may put right in its bid, and until when."""

    request: Text
    due: Deadline


class JustificationRequest(Body):
    """Until when a bidder may justify its price."""

    due: Deadline


class GivenDocument(SupportingDocument):
    """A document that a bidder refers to."""

    model_config = _STRICT


class GivenJustification(Body):
    """Why a price is what it is: CCP R2152-3."""

    text: Text
    documents: Annotated[tuple[GivenDocument, ...], Field(max_length=50)] = ()


class GivenPriceDecision(Body):
    """Whether a justification holds, and why; a price that is not accepted rules its bid out."""

    accepted: bool
    reason: Text


class GivenAppointment(Body):
    """Who evaluates the bids for a lot, by the names of their keys."""

    evaluators: Annotated[tuple[KeyName, ...], Field(min_length=1, max_length=50)]

    @field_validator("evaluators")
    @classmethod
    def _each_once(cls, names: tuple[str, ...]) -> tuple[str, ...]:
        if len(set(names)) < len(names):
            msg = "an evaluator is appointed once"
            raise ValueError(msg)
        return names


class GivenDeclaration(Body):
    """Whether an evaluator has a conflict of interest, and what there is to say of it."""

    conflict: bool
    statement: Text


class GivenOpinion(Opinion):
    """A mark for a bid under a criterion, with its reason."""

    model_config = _STRICT


class GivenScores(Body):
    """Marks of the caller; one given before for the same bid and criterion stays on the record."""

    scores: Annotated[tuple[GivenOpinion, ...], Field(min_length=1, max_length=1000)]


class GivenConclusion(Body):
    """The order in which bids were drawn by lot that have the same total and the same price."""

    draw: Annotated[tuple[UUID, ...], Field(max_length=1000)] = ()


class PassedOver(Body):
    """A bid whose bidder cannot prove its situation, and what is missing: CCP R2144-7."""

    bid: UUID
    reason: Text


class GivenProposal(Body):
    """The bids that are passed over; the first one left wins, or the first `holders` of a framework agreement."""

    passed_over: Annotated[tuple[PassedOver, ...], Field(max_length=1000)] = ()
    holders: Annotated[int, Field(ge=1, le=200)] = 1


class GivenAnnulment(Body):
    """Why an award is taken back, and what becomes of its lot."""

    reason: Text
    sequel: Sequel = Sequel.EVALUATION
