"""Facts about a tender and its lots."""

from typing import ClassVar
from uuid import UUID

from contracts.fact import Fact
from contracts.procedures.base import TOPIC, BidCount, LotNumber
from contracts.vocabulary import (
    Code,
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
