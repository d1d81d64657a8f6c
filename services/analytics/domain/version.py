"""A version of a contract, as a fact told it."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from contracts.procedures import ContractFact, ContractNotified
from contracts.vocabulary import ContractState


@dataclass(frozen=True)
class Version:
    """What one fact said of a contract: `state` word by word, with what this reader does not know, and as read."""

    contract_id: UUID
    version: int
    fact: str
    procedure_id: UUID
    lot: int | None
    state: dict[str, Any]
    said: ContractFact

    @property
    def read(self) -> ContractState:
        """The state as this reader knows it."""
        return self.said.contract

    @property
    def notifies(self) -> bool:
        """Whether it makes the contract one that counts: a signature alone does not (CCP R2182-4)."""
        return isinstance(self.said, ContractNotified) or self.read.notified_on is not None


@dataclass(frozen=True)
class Day:
    """A day on which a company entered a contract of a buyer, or no longer did: first-time marks hang on it."""

    buyer: str
    company: str
    day: date
