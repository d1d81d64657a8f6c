"""Which award stands for each lot and each contract while facts pass in their order.

A supplier that was told of an award cannot be taken from it: OCDS merges lists and removes nothing. Whoever holds a
contract instead gets an award of its own, and the one before is cancelled.
"""

import hashlib
from collections.abc import Iterable
from uuid import UUID

from contracts.fact import Fact
from contracts.procedures import FACTS, ContractAwarded, ContractFact
from contracts.vocabulary import Holder
from services.tenders.domain.ocds.parties import identity

DECIDING = (ContractAwarded, *(one for one in FACTS if issubclass(one, ContractFact)))
"""The facts that say which award stands."""
Lot = tuple[UUID, int]


class Standing:
    """The ids of the awards that stand."""

    def __init__(self) -> None:
        self._awards: dict[UUID | Lot, str] = {}

    def see(self, fact: Fact | None) -> str | None:
        """Take note of a fact; the award that it puts an end to, if it names other suppliers."""
        if isinstance(fact, ContractAwarded):
            return self._replace((fact.tender_id, fact.lot), award_id(f"lot-{fact.lot}", fact.holders))
        if isinstance(fact, ContractFact):
            of = str(fact.contract_id) if fact.lot is None else f"lot-{fact.lot}"
            return self._replace(fact.contract_id, award_id(of, fact.contract.holders))
        return None

    def of(self, thing: UUID | Lot) -> str:
        """The award of a contract, or of a lot of a tender, that was seen."""
        return self._awards[thing]

    def _replace(self, thing: UUID | Lot, award: str) -> str | None:
        before, self._awards[thing] = self._awards.get(thing), award
        return before if before != award else None


def award_id(of: str, holders: Iterable[Holder]) -> str:
    """The award of a lot or contract to these suppliers: others would be another award."""
    names = "\n".join(sorted(identity(one.identifier, one.name) for one in holders))
    return f"{of}-{hashlib.blake2b(names.encode(), digest_size=4).hexdigest()}"
