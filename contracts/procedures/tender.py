"""Facts about a tender and its lots."""

from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import Field, StringConstraints

from contracts.fact import Fact
from contracts.procedures.base import TOPIC, BidCount, Language, LotNumber, Phase
from contracts.procedures.lot import LotNotice, Months
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


class Framework(Word):
    """The bounds of a framework agreement (accord-cadre): CCP R2162-4; `maximum` excludes VAT, all holders together."""

    maximum: Money
    months: Months
    holders: Annotated[int, Field(ge=1, le=200)] | None = None


class TenderFact(Fact):
    """A fact about a tender, which is its own procedure."""

    topic: ClassVar[str] = TOPIC
    tender_id: UUID


class TenderPublished(TenderFact):
    """A tender was advertised and is open to bids (avis d'appel public à la concurrence).

    `justification` is the reason that the buyer gave for what `warnings` say, `exemption` the code of the reason for
    which nobody else was asked, `within` the framework contract or dynamic system that this is a call under. `phase`
    is the first one that the notice opens: requests to take part, or tenders. `invited` counts those who alone may
    take part: all who are admitted to the dynamic system that it is within. `on_behalf_of` is for whom a mandatary buys
    (mandant: CCP L2422-5).
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
    electronic: bool = True
    urgent: bool = False
    prior_information: bool = False
    social: bool = False
    exemption: Code | None = None
    single_lot_reason: Text | None = None
    small_lots: tuple[LotNumber, ...] = ()
    lots_per_bidder: int | None = None
    framework: Framework | None = None
    languages: tuple[Language, ...] = ("fr",)
    plan_entry: UUID | None = None
    sourcing_request: UUID | None = None
    within: UUID | None = None
    phase: Phase = "tenders"
    invited: Annotated[int, Field(ge=0)] | None = None
    on_behalf_of: Siret | None = None


class DossierWithdrawn(TenderFact):
    """Somebody took the documents (retrait du dossier): CCP R2132-2; `organisation` where a company declared itself."""

    withdrawal_id: UUID
    withdrawn_at: Instant
    organisation: Siret | None = None


class DocumentReference(Word):
    """A version of a document of the dossier; `sha256` in hex is that of its content."""

    name: Text
    version: Annotated[int, Field(ge=1)]
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class TenderAmended(TenderFact):
    """The call or its documents were changed while bids may come (avis rectificatif): CCP R2151-4.

    `number` counts the amendments of the tender from 1, `deadline` is the one that holds from now on, `documents` are
    the versions that replace earlier ones or are added.
    """

    number: Annotated[int, Field(ge=1)]
    summary: Text
    substantial: bool
    deadline: Instant
    amended_at: Instant
    documents: tuple[DocumentReference, ...] = ()


class QuestionAnswered(TenderFact):
    """A question about the call was answered: CCP R2132-6; the texts are told where the answer went to everybody."""

    question_id: UUID
    asked_at: Instant
    answered_at: Instant
    question: Text | None = None
    answer: Text | None = None


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
    closed_at: Instant | None = None


class ContractAwarded(TenderFact):
    """A lot was given to its winners (attribution); the contract may be signed once the standstill is over.

    `award_id` and `bid_id` name the decision and the winning bid, where bids were taken and judged here;
    `further_bids` win a framework agreement of several holders beside it (CCP R2162-9), whose value is that of the
    first ranked.
    """

    lot: LotNumber
    holders: tuple[Holder, ...]
    value: Money
    bids: BidCount
    awarded_at: Instant
    award_id: UUID | None = None
    bid_id: UUID | None = None
    further_bids: tuple[UUID, ...] = ()
