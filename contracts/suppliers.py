"""Facts of the topic `procurement.suppliers.v1`, keyed by supplier."""

from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import Field

from contracts.fact import Fact
from contracts.vocabulary import Cpv, OperatorId, Place, SizeClass, Text, Word

TOPIC = "procurement.suppliers.v1"


class SupplierState(Word):
    """All that is public about a supplier (opérateur économique) at one of its versions; None where nobody said."""

    identifier: OperatorId
    name: Text
    size: SizeClass | None = None
    place: Place | None = None
    naf: Annotated[str, Field(pattern=r"^\d{2}\.\d{2}[A-Z]$")] | None = None
    activities: tuple[Cpv, ...] = Field(default=(), max_length=50)
    natural_person: bool = False


class SupplierFact(Fact):
    """A fact about a supplier with the whole state it led to."""

    topic: ClassVar[str] = TOPIC
    supplier_id: UUID
    supplier: SupplierState


class SupplierRegistered(SupplierFact):
    """A supplier entered the registry."""


class SupplierUpdated(SupplierFact):
    """What the registry knows of a supplier changed."""
