"""Facts about the purchase plan: what a buyer means to buy, before any call (programmation des achats)."""

from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import Field, StringConstraints

from contracts.fact import Fact
from contracts.procedures.base import TOPIC
from contracts.procedures.lot import Months
from contracts.vocabulary import Code, Cpv, Instant, Money, Nature, Nuts, Procedure, Reservation, Siret, Text, Word

Quarter = Annotated[str, StringConstraints(pattern=r"^20[0-9]{2}-Q[1-4]$")]
"""A quarter of a calendar year, such as `2027-Q1`."""


class ValueBand(Word):
    """Between which amounts, excluding VAT, a purchase is expected to lie."""

    minimum: Money
    maximum: Money


class PlannedPurchase(Word):
    """What a buyer expects to buy, from which `quarter` on and for how many `months`; it binds nobody.

    `reference` is the buyer's own number of the entry, by which a register records it again; `reserved` for whom the
    contract will be kept (marché réservé).
    """

    title: Text
    description: Text | None = None
    buyer: Siret
    department: Code
    area: Code
    cpv: Cpv
    nature: Nature
    procedure: Procedure | None = None
    value: ValueBand | None = None
    places: Annotated[tuple[Nuts, ...], Field(max_length=100)] = ()
    quarter: Quarter
    months: Months | None = None
    reserved: Reservation | None = None
    reference: Text | None = None


class PlanFact(Fact):
    """A fact about an entry of a purchase plan."""

    topic: ClassVar[str] = TOPIC
    entry_id: UUID


class PlanEntryPublished(PlanFact):
    """A purchase was announced, or what was announced of it has `changed`: its whole state."""

    entry: PlannedPurchase
    changed: bool = False
    announced_at: Instant | None = None


class PlanEntryWithdrawn(PlanFact):
    """The buyer no longer means to buy this."""

    reason: Text
    withdrawn_at: Instant | None = None


class PlanEntryTendered(PlanFact):
    """A tender came of the entry and was published."""

    tender_id: UUID
    tendered_at: Instant | None = None
