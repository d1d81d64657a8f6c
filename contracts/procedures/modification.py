"""Facts about a contract that changes or ends after its notification."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from contracts.procedures.contract import ContractFact
from contracts.procedures.lot import Months
from contracts.vocabulary import Day, Holder, Money, Text, Word


class ModificationReason(StrEnum):
    """On what ground a contract is modified (fondement de la modification): CCP R2194-1 to -8."""

    REVIEW_CLAUSE = "review-clause"
    ADDITIONAL = "additional"
    UNFORESEEN = "unforeseen"
    SUCCESSOR = "successor"
    NOT_SUBSTANTIAL = "not-substantial"
    MINOR = "minor"


class Modification(Word):
    """One modification of a contract (avenant), the `number`-th; what it leaves as it was is None.

    `value` is that of the contract after it and `previous` before, excluding VAT; `holders` are the successors.
    A revision of prices by their clause is none: CCP R2194-1.
    """

    number: Annotated[int, Field(ge=1, le=1000)]
    ground: ModificationReason
    reason: Text
    decided_on: Day
    value: Money | None = None
    previous: Money | None = None
    months: Months | None = None
    holders: tuple[Holder, ...] | None = None
    warnings: tuple[str, ...] = ()


class TerminationGround(StrEnum):
    """Why a contract ends before its time (motif de résiliation): CCP L2195-2 to L2195-6."""

    FORCE_MAJEURE = "force-majeure"
    FAULT = "fault"
    GENERAL_INTEREST = "general-interest"
    EXCLUSION = "exclusion"
    BREACH_OF_UNION_LAW = "breach-of-union-law"
    UNLAWFUL_MODIFICATION = "unlawful-modification"


class Termination(Word):
    """The end of a contract before its time (résiliation)."""

    ground: TerminationGround
    reason: Text
    terminated_on: Day


class ContractModified(ContractFact):
    """The contract was changed (modification); `contract` is what it is since: CCP L2194-1."""

    modification: Modification


class ContractEnded(ContractFact):
    """The contract came to its end: performed, or its time ran out (fin d'exécution)."""

    ended_on: Day


class ContractTerminated(ContractFact):
    """The contract was ended before its time (résiliation): CCP L2195-1."""

    termination: Termination
