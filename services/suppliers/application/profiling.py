"""What lies behind a profile."""

from dataclasses import dataclass

from contracts.suppliers import SupplierState
from contracts.vocabulary import Identifier
from services.suppliers.domain.completeness import Score, score
from services.suppliers.domain.duplicate import Duplicate, Entry, duplicates
from services.suppliers.domain.supplier import Supplier
from services.suppliers.persistence.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class Profile:
    """A supplier, and how complete what it tells is."""

    supplier: Supplier
    score: Score


async def profile(uow: UnitOfWork, identifier: Identifier) -> Profile:
    """The profile of a supplier."""
    async with uow:
        supplier = await uow.suppliers.find(identifier)
        return Profile(supplier, score(supplier, certificates=await uow.certificates.valid(supplier.id)))


async def duplicates_of(uow: UnitOfWork, identifier: Identifier) -> list[tuple[Duplicate, SupplierState]]:
    """The entries that may be this supplier, among those of its company and of its name, the likeliest first."""
    async with uow:
        supplier = await uow.suppliers.find(identifier)
        alike = await uow.suppliers.alike(supplier)
    mine = Entry(supplier.id, supplier.state)
    pairs = [(pair, other.state) for other in alike for pair in duplicates([mine, Entry(other.id, other.state)])]
    return sorted(pairs, key=lambda found: (-len(found[0].reasons), str(found[0].other)))
