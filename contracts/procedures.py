"""Facts of the topic `procurement.procedures.v1`: keyed by procedure, from publication to the end of a contract."""

from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import Field

from contracts.fact import Fact
from contracts.vocabulary import (
    Code,
    ContractState,
    Cpv,
    Holder,
    Instant,
    LotOutcome,
    Money,
    Nature,
    Nuts,
    Procedure,
    Siret,
    Technique,
    Text,
    Word,
)

TOPIC = "procurement.procedures.v1"

LotNumber = Annotated[int, Field(ge=1, le=1000)]
"""Number of a lot within its tender, from 1."""
BidCount = Annotated[int, Field(ge=0, le=100_000)]
"""How many bids were received in time."""


class LotNotice(Word):
    """A lot as it is advertised; its number is unique within its tender and starts at 1."""

    number: LotNumber
    title: Text
    cpv: Cpv | None = None
    value: Money | None = None


class TenderFact(Fact):
    """A fact about a tender, which is its own procedure."""

    topic: ClassVar[str] = TOPIC
    tender_id: UUID


class TenderPublished(TenderFact):
    """A tender was advertised and is open to bids (avis d'appel public à la concurrence).

    `justification` is the reason that the buyer gave for what `warnings` say.
    """

    title: Text
    buyer: Siret
    department: Code
    area: Code
    procedure: Procedure
    nature: Nature
    technique: Technique
    cpv: Cpv
    places: tuple[Nuts, ...]
    estimated_value: Money
    published_at: Instant
    deadline: Instant
    lots: tuple[LotNotice, ...]
    warnings: tuple[str, ...] = ()
    justification: Text | None = None


class TenderClosed(TenderFact):
    """The time for bids ran out; nothing about bids is told before their opening."""

    closed_at: Instant


class TenderCancelled(TenderFact):
    """The procedure was dropped by its buyer (déclaration sans suite): CCP R2185-1."""

    reason: Text
    cancelled_at: Instant


class LotClosed(TenderFact):
    """A lot was decided; `bids` were received for it."""

    lot: LotNumber
    outcome: LotOutcome
    bids: BidCount
    reason: Text | None = None


class ContractAwarded(TenderFact):
    """A lot was given to its winners (attribution); the contract may be signed once the standstill is over."""

    lot: LotNumber
    holders: tuple[Holder, ...]
    value: Money
    bids: BidCount
    awarded_at: Instant


class ContractFact(Fact):
    """A fact about a contract, with the whole state it led to; `procedure_id` is the tender it came from, if any."""

    topic: ClassVar[str] = TOPIC
    contract_id: UUID
    procedure_id: UUID
    lot: LotNumber | None = None
    contract: ContractState


class ContractSigned(ContractFact):
    """The buyer signed the contract (signature): CCP R2182-1."""


class ContractNotified(ContractFact):
    """The holder was told and the contract takes effect (notification): CCP R2182-4.

    Also told for each contract taken over from a register, at the dates that the register gives.
    """


class DataCorrected(ContractFact):
    """What was recorded of a contract was wrong and is replaced by `contract` as a whole."""

    reason: Text
