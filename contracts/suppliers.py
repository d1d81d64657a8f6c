"""Facts of the topic `procurement.suppliers.v1`, keyed by supplier."""

from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import Field

from contracts.fact import Fact
from contracts.vocabulary import Cpv, Money, OperatorId, Place, SizeClass, Text, Word

TOPIC = "procurement.suppliers.v1"


class SupplierState(Word):
    """All that is public about a supplier (opérateur économique) at one of its versions; None where nobody said.

    `place` is that of the establishment, `head_office` that of its company (siège social); `turnover` the yearly one
    (chiffre d'affaires), excluding VAT. `social_economy` says that it is of the social and solidarity economy (ESS: law
    2014-856 art. 1), `inclusive` that it employs people far from employment or with a disability (SIAE, EA, ESAT: CCP
    L2113-12, L2113-13).
    """

    identifier: OperatorId
    name: Text
    size: SizeClass | None = None
    place: Place | None = None
    naf: Annotated[str, Field(pattern=r"^\d{2}\.\d{2}[A-Z]$")] | None = None
    activities: tuple[Cpv, ...] = Field(default=(), max_length=50)
    natural_person: bool = False
    head_office: Place | None = None
    turnover: Money | None = None
    social_economy: bool | None = None
    inclusive: bool | None = None


class SupplierFact(Fact):
    """A fact about a supplier with the whole state it led to."""

    topic: ClassVar[str] = TOPIC
    supplier_id: UUID
    supplier: SupplierState


class SupplierRegistered(SupplierFact):
    """A supplier entered the registry."""


class SupplierUpdated(SupplierFact):
    """What the registry knows of a supplier changed."""
