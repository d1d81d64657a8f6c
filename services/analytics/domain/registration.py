"""A supplier as far as figures need it."""

from dataclasses import dataclass
from typing import Self
from uuid import UUID

from contracts.suppliers import SupplierFact
from contracts.vocabulary import SizeClass
from services.analytics.domain.establishment import Location, identity


@dataclass(frozen=True)
class Registration:
    """The latest that the registry told of a supplier."""

    supplier_id: UUID
    identifier: str
    size: SizeClass | None
    department: str | None
    country: str | None

    @classmethod
    def told(cls, fact: SupplierFact) -> Self:
        """What a fact says of its supplier."""
        state, location = fact.supplier, Location.of(fact.supplier.place)
        return cls(fact.supplier_id, identity(state.identifier), state.size, location.department, location.country)
