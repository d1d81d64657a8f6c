"""What a buyer changes of a contract in force, and whether the law lets it without a new procedure."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from chassis.errors import Unacceptable
from contracts.procedures import Modification, ModificationReason
from contracts.vocabulary import ContractState, Holder, Money, Nature, Procedure, Technique, Text
from services.tenders.domain.buyer import Buyer
from services.tenders.domain.contract import Contract
from services.tenders.domain.holders import must_agree
from services.tenders.domain.rules.due_dates import months_after
from services.tenders.domain.rules.modifications import Original, judge_modification

_NONE = Decimal(0)


class NothingModified(Unacceptable):
    """A modification changes the value, the duration or the holders of a contract."""


class SuccessorMismatch(Unacceptable):
    """Holders change by succession, and only by it."""


class InitialValueUnknown(Unacceptable):
    """The value of a contract cannot be modified before its initial value is recorded."""


@dataclass(frozen=True, kw_only=True)
class ContractChange:
    """A modification as the buyer decides it (avenant): `value` is what the contract is worth after it, excluding VAT.

    What is None stays as it was.
    """

    ground: ModificationReason
    reason: Text
    decided_on: date
    value: Money | None = None
    months: int | None = None
    holders: tuple[Holder, ...] | None = None

    def apply(self, contract: Contract, *, by: Buyer, today: date, launched: date) -> Decimal:
        """Modify the contract within the limits of the figures in force when it was `launched`; the euros it adds."""
        contract.must_be_in_force(self.decided_on, by=by, today=today)
        state = contract.state
        self._must_be_whole(state)
        change, warnings = self._judged(contract, launched)
        number = len(contract.modifications) + 1
        words = {name: getattr(self, name) for name in Modification.model_fields if hasattr(self, name)}
        previous = worth(state) if self.value else None
        modification = Modification(number=number, previous=previous, warnings=warnings, **words)
        contract.modify(modification, state.model_copy(update=self._members(state) | {"modifications": number}))
        return change

    def _must_be_whole(self, state: ContractState) -> None:
        if self.value is None and self.months is None and self.holders is None:
            raise NothingModified
        if (self.ground is ModificationReason.SUCCESSOR) is not (self.holders is not None):
            raise SuccessorMismatch(ground=self.ground.value, article="CCP R2194-6")
        if self.holders is not None:
            is_framework = state.technique is Technique.FRAMEWORK
            must_agree(self.holders, most=None if is_framework else 1)

    def _judged(self, contract: Contract, launched: date) -> tuple[Decimal, tuple[str, ...]]:
        state, before = contract.state, worth(contract.state)
        if self.value is None:
            return _NONE, ()
        if before is None or state.initial is None:
            raise InitialValueUnknown
        change, nature = self.value.amount - before.amount, state.nature or Nature.SERVICES
        is_concession = state.procedure is Procedure.CONCESSION
        original = Original(state.initial.amount, nature, launched, concession=is_concession)
        cautions = judge_modification(original, cumulated(contract.modifications), change, self.ground)
        return change, tuple(str(caution) for caution in cautions)

    def _members(self, state: ContractState) -> dict[str, Any]:
        members: dict[str, Any] = {}
        if self.value is not None:
            members["current"] = self.value
        if self.holders is not None:
            members["holders"] = self.holders
        if self.months is not None:
            start = state.notified_on
            members |= {"months": self.months, "ends_on": months_after(start, self.months) if start else state.ends_on}
        return members


def worth(state: ContractState) -> Money | None:
    """What a contract is worth now, excluding VAT."""
    return state.current or state.initial


def cumulated(modifications: tuple[Modification, ...]) -> Mapping[ModificationReason, Decimal]:
    """The net sum in euros of the changes on each ground: CCP R2194-9, dir. 2014/24 art. 72 §2."""
    sums: defaultdict[ModificationReason, Decimal] = defaultdict(Decimal)
    for one in modifications:
        if one.value is not None and one.previous is not None:
            sums[one.ground] += one.value.amount - one.previous.amount
    return sums
