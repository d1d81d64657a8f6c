"""Facts about a contract, from signature on."""

from typing import ClassVar
from uuid import UUID

from contracts.fact import Fact
from contracts.procedures.base import TOPIC, LotNumber
from contracts.vocabulary import ContractState, Text


class ContractFact(Fact):
    """A fact about a contract, with the whole state it led to; `procedure_id` is the tender it came from, if any."""

    topic: ClassVar[str] = TOPIC
    contract_id: UUID
    procedure_id: UUID
    lot: LotNumber | None = None
    contract: ContractState


class ContractSigned(ContractFact):
    """The buyer signed the contract (signature): CCP R2182-1."""


class ContractNotified(ContractFact):
    """The holder was told and the contract takes effect (notification): CCP R2182-4.

    Also told for each contract taken over from a register, at the dates that the register gives.
    """


class DataCorrected(ContractFact):
    """What was recorded of a contract was wrong and is replaced by `contract` as a whole."""

    reason: Text
