"""Tenders and contracts as they are shown; `persistence.queries` makes the same documents in SQL."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, PlainSerializer

from chassis.paging import Total
from contracts.calendar import PARIS
from contracts.procedures import Framework, Language, LotNumber, Termination
from contracts.vocabulary import Code, ContractState, Cpv, Money, Nature, Nuts, Procedure, Siret, Technique, Text
from services.tenders.domain.contract import Contract
from services.tenders.domain.contract_status import ContractStatus
from services.tenders.domain.lot import Lot
from services.tenders.domain.tender import Tender
from services.tenders.domain.tender_status import TenderStatus
from services.tenders.domain.terms import Committee, RequiredPiece


def _in_paris(instant: datetime) -> str:
    return instant.astimezone(PARIS).isoformat()


Shown = Annotated[AwareDatetime, PlainSerializer(_in_paris, return_type=str, when_used="json-unless-none")]
"""An instant, with the offset of Paris."""


class TenderResource(BaseModel):
    """A tender; `revision` is its entity tag, `version` the number of facts told of it.

    `reason` says why it was cancelled, `justification` why it was published in spite of the `warnings`.
    """

    id: UUID
    status: TenderStatus
    title: Text
    buyer: Siret
    department: Code
    area: Code
    procedure: Procedure
    nature: Nature
    cpv: Cpv
    estimated_value: Money
    technique: Technique
    places: tuple[Nuts, ...]
    electronic: bool = True
    urgent: bool = False
    prior_information: bool = False
    social: bool = False
    exemption: Code | None = None
    single_lot_reason: Text | None = None
    small_lots: tuple[LotNumber, ...] = ()
    framework: Framework | None = None
    languages: tuple[Language, ...] = ("fr",)
    plan_entry: UUID | None = None
    sourcing_request: UUID | None = None
    within: UUID | None = None
    lots_per_bidder: int | None = None
    on_behalf_of: Siret | None = None
    pieces: tuple[RequiredPiece, ...] = ()
    committee: Committee | None = None
    lots: tuple[Lot, ...]
    drafted_at: Shown
    published_at: Shown | None
    deadline: Shown | None
    ended_at: Shown | None
    reason: Text | None
    warnings: tuple[str, ...]
    justification: Text | None
    phase: str = "tenders"
    version: int
    revision: int

    @classmethod
    def of(cls, tender: Tender) -> "TenderResource":
        """A tender as its buyer sees it; the domain has checked it."""
        own = {name: getattr(tender, name) for name in cls.model_fields if hasattr(tender, name)}
        return cls.model_construct(**own, **vars(tender.terms))


class ExecutionSums(BaseModel):
    """How much was done under a contract: counts, and sums in euros excluding VAT; `paid` holds advances too."""

    advances: int
    advanced: Money
    invoices: int
    invoiced: Money
    payments: int
    paid: Money
    late_payments: int
    penalties: int
    withheld: Money
    subcontracts: int
    subcontracted: Money


class ContractResource(BaseModel):
    """A contract; `procedure_id` is the tender it came of, or its own identity where none is known.

    `execution` is what was done under it, None before anything was; only the reading of one contract adds it up.
    """

    id: UUID
    status: ContractStatus
    procedure_id: UUID
    lot: int | None
    contract: ContractState
    version: int
    termination: Termination | None = None
    execution: ExecutionSums | None = None

    @classmethod
    def of(cls, contract: Contract) -> "ContractResource":
        """A contract as everybody sees it; the domain has checked it."""
        own = {name: getattr(contract, name) for name in cls.model_fields if hasattr(contract, name)}
        return cls.model_construct(**own, contract=contract.state)


class TenderPage(BaseModel):
    """Tenders, newest first, with paths of the next and the previous page."""

    items: list[TenderResource]
    next: str | None
    prev: str | None
    total: Total = None


class ContractPage(BaseModel):
    """Contracts in a stable order, with paths of the next and the previous page."""

    items: list[ContractResource]
    next: str | None
    prev: str | None
