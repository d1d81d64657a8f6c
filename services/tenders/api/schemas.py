"""The bodies that callers send; a member they invent is refused, at any depth."""

from datetime import UTC, datetime
from typing import Annotated, Any

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, TypeAdapter
from pydantic.config import JsonDict

from chassis.records import MAX_RECORDS, RecordBatch
from contracts.procedures import BidCount, Clauses, Criterion, Framework, LotNotice
from contracts.vocabulary import Identifier, Money, OperatorId, Place, Text
from services.tenders.domain.holders import GivenHolder
from services.tenders.domain.lot import Fruitless
from services.tenders.domain.terms import Committee, CommitteeMember, RequiredPiece, Terms

STRICT = ConfigDict(extra="forbid")
"""How bodies are read: a member that is not known is refused."""
_OPERATOR = TypeAdapter[Identifier](OperatorId)

Deadline = Annotated[AwareDatetime, Field(ge=datetime(2000, 1, 1, tzinfo=UTC), lt=datetime(2150, 1, 1, tzinfo=UTC))]


class Body(BaseModel):
    """What a caller sends."""

    model_config = STRICT


class GivenMoney(Money):
    """An amount excluding VAT."""

    model_config = STRICT


class GivenCriterion(Criterion):
    """An award criterion; the weights of a lot sum to 100."""

    model_config = STRICT


class GivenClauses(Clauses):
    """The performance conditions of a lot."""

    model_config = STRICT


class GivenLot(LotNotice):
    """A lot as it will be advertised; lots are numbered 1, 2, 3 and so on."""

    model_config = STRICT

    value: GivenMoney | None = None
    criteria: Annotated[tuple[GivenCriterion, ...], Field(max_length=20)] = ()
    clauses: GivenClauses = GivenClauses()


class GivenFramework(Framework):
    """The bounds of a framework agreement."""

    model_config = STRICT

    maximum: GivenMoney


class GivenPiece(RequiredPiece):
    """A piece that every bid must hold."""

    model_config = STRICT


class GivenMember(CommitteeMember):
    """A member of the opening committee."""

    model_config = STRICT


class GivenCommittee(Committee):
    """Who opens the bids, and how many of them together."""

    model_config = STRICT

    members: Annotated[tuple[GivenMember, ...], Field(min_length=2, max_length=20)]


class GivenTerms(Terms):
    """The terms of a tender as a whole (dossier de consultation)."""

    model_config = STRICT

    estimated_value: GivenMoney
    framework: GivenFramework | None = None
    pieces: Annotated[tuple[GivenPiece, ...], Field(max_length=50)] = ()
    committee: GivenCommittee | None = None
    lots: Annotated[tuple[GivenLot, ...], Field(min_length=1, max_length=1000)]

    def terms(self) -> Terms:
        """The terms, lots apart."""
        return Terms(**{name: value for name, value in self if name in Terms.model_fields})


class Publication(Body):
    """Until when bids are taken; `reason` is kept on the record where a short notice is warned of, else left out."""

    deadline: Deadline
    reason: Text | None = None


class Cancellation(Body):
    """Why a procedure is dropped (motif)."""

    reason: Text


class LotClosure(Body):
    """How a lot ended without a winner, how many bids it had, and why."""

    outcome: Fruitless
    bids: BidCount
    reason: Text


class GivenIdentifier(Identifier):
    """An identifier of an economic operator."""

    model_config = STRICT


def plain(given: GivenIdentifier) -> Identifier:
    """An identifier as the published language has it, checked by its scheme."""
    return _OPERATOR.validate_python(given.model_dump())


GivenOperator = Annotated[GivenIdentifier, AfterValidator(plain)]


class GivenPlace(Place):
    """Where an establishment is."""

    model_config = STRICT


class StrictHolder(GivenHolder):
    """A holder; its name, size and place may be left out where the registry of suppliers knows them."""

    model_config = STRICT

    identifier: GivenOperator | None = None
    place: GivenPlace | None = None


class LotAward(Body):
    """Who wins a lot out of how many bids, and for how much excluding VAT."""

    bids: BidCount
    value: GivenMoney
    holders: Annotated[tuple[StrictHolder, ...], Field(min_length=1, max_length=200)]


_RECORD: JsonDict = {"items": {"$ref": "#/components/schemas/ContractState"}}


class ContractRecords(RecordBatch):
    """Contracts as a register gives them; `reason` is told with each one that it corrects."""

    records: list[dict[str, Any]] = Field(
        min_length=1,
        max_length=MAX_RECORDS,
        json_schema_extra=_RECORD,
    )
    reason: Text = "The register of the buyer says so"
