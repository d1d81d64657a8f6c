"""What callers send about purchase plans, and how an entry is shown."""

from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, Field

from chassis.paging import Total
from chassis.records import MAX_RECORDS, RecordBatch
from contracts.procedures import Months, PlannedPurchase, Quarter, Reservation, ValueBand
from contracts.vocabulary import Code, Cpv, Nature, Nuts, Procedure, Siret, Text
from services.tenders.api.resources import Shown
from services.tenders.api.schemas import STRICT, Body, GivenMoney
from services.tenders.domain.follower import Email
from services.tenders.domain.plan_entry import PlanEntry, PlanStatus, RegisteredPurchase


class GivenBand(ValueBand):
    """Between which amounts, excluding VAT, a purchase is expected to lie."""

    model_config = STRICT

    minimum: GivenMoney
    maximum: GivenMoney


class GivenPurchase(PlannedPurchase):
    """A planned purchase as a whole."""

    model_config = STRICT

    value: GivenBand | None = None

    def purchase(self) -> PlannedPurchase:
        """What is announced."""
        return PlannedPurchase.model_validate(self.model_dump())


class RecordedPurchase(RegisteredPurchase):
    """A planned purchase as a register gives it."""

    model_config = STRICT

    value: GivenBand | None = None


class PlanWithdrawal(Body):
    """Why a planned purchase is given up (motif)."""

    reason: Text


class PlanRecords(RecordBatch):
    """Entries as the register of their buyer gives them, each under its reference."""

    records: list[dict[str, Any]] = Field(
        min_length=1,
        max_length=MAX_RECORDS,
        json_schema_extra={"items": {"$ref": "#/components/schemas/GivenPurchase"}},
    )


class GivenFollower(Body):
    """Who follows: an e-mail address; without one the organisation whose key calls."""

    email: Email | None = None


class FollowingResource(BaseModel):
    """That somebody follows an entry; the `token` ends it."""

    entry_id: UUID
    token: str


class FollowerCount(BaseModel):
    """How many follow an entry; who they are is not told."""

    followers: int


class PlanEntryResource(BaseModel):
    """An entry of a purchase plan; `tenders` are those that came of it, `reason` says why it was withdrawn."""

    id: UUID
    status: PlanStatus
    title: Text
    description: Text | None
    buyer: Siret
    department: Code
    area: Code
    cpv: Cpv
    nature: Nature
    procedure: Procedure | None
    value: ValueBand | None
    places: Annotated[tuple[Nuts, ...], Field(max_length=100)]
    quarter: Quarter
    months: Months | None
    reserved: Reservation | None
    reference: Text | None
    tenders: tuple[UUID, ...]
    reason: Text | None
    announced_at: Shown
    changed_at: Shown
    version: int

    @classmethod
    def of(cls, entry: PlanEntry) -> "PlanEntryResource":
        """An entry as everybody sees it; the domain has checked it."""
        own = {name: getattr(entry, name) for name in cls.model_fields if hasattr(entry, name)}
        return cls.model_construct(**own, **vars(entry.purchase))


class PlanEntryPage(BaseModel):
    """Entries, newest first, with paths of the next and the previous page."""

    items: list[PlanEntryResource]
    next: str | None
    prev: str | None
    total: Total = None
