"""A contract, from signature on, or taken over from a register of the past."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Self
from uuid import NAMESPACE_URL, UUID, uuid5

from chassis.aggregate import Aggregate
from chassis.errors import Conflict, NotFound, Unacceptable
from contracts.procedures import ContractNotified, ContractSigned, DataCorrected
from contracts.vocabulary import ContractState, Siret, Text
from services.tenders.domain.buyer import Buyer
from services.tenders.domain.days import must_be_past, start_of

CONTRACTS = uuid5(NAMESPACE_URL, "https://prenan.bzh/contracts")


class ContractNotFound(NotFound):
    """No such contract."""


class AlreadyNotified(Conflict):
    """The contract was notified before."""


class NotifiedBeforeSignature(Unacceptable):
    """A contract is notified on the day of its signature or later."""


class ContractStatus(StrEnum):
    """Where a contract stands: signé, then notifié."""

    SIGNED = "signed"
    NOTIFIED = "notified"


def contract_id(buyer: Siret, reference: Text) -> UUID:
    """The one identity of a buyer's reference, however often and from wherever it is recorded."""
    return uuid5(CONTRACTS, f"{buyer}/{reference}")


@dataclass(kw_only=True, eq=False)
class Contract(Aggregate):
    """An agreement between a buyer and the holders of a lot (marché public): CCP L1111-1.

    `procedure_id` is the tender it came of, or its own identity where none is known.
    """

    id: UUID
    procedure_id: UUID
    lot: int | None
    status: ContractStatus
    state: ContractState
    version: int = 0

    @property
    def key(self) -> str:
        """Facts of a contract come in order with those of its procedure."""
        return str(self.procedure_id)

    @classmethod
    def signed(cls, procedure_id: UUID, lot: int, state: ContractState) -> Self:
        """The contract that its buyer signed (signature): CCP R2182-1."""
        identity = contract_id(state.buyer, state.reference)
        contract = cls(id=identity, procedure_id=procedure_id, lot=lot, status=ContractStatus.SIGNED, state=state)
        contract.tell(ContractSigned(**contract._whole()))
        return contract

    @classmethod
    def recorded(cls, state: ContractState) -> Self:
        """A contract taken over from a register, at the register's own dates."""
        identity = contract_id(state.buyer, state.reference)
        contract = cls(id=identity, procedure_id=identity, lot=None, status=ContractStatus.NOTIFIED, state=state)
        contract._tell_notified()
        return contract

    def notify(self, notified_on: date, *, by: Buyer, today: date) -> None:
        """Tell the holder, from which the contract takes effect (notification): CCP R2182-4."""
        by.must_be(self.state.buyer)
        if self.status is ContractStatus.NOTIFIED:
            raise AlreadyNotified(notified_on=self.state.model_dump(mode="json")["notified_on"])
        must_be_past(notified_on, today)
        if self.state.signed_on and notified_on < self.state.signed_on:
            raise NotifiedBeforeSignature(signed_on=self.state.signed_on.isoformat())
        self.state = self.state.model_copy(update={"notified_on": notified_on})
        self.status = ContractStatus.NOTIFIED
        self._tell_notified()

    def record(self, state: ContractState, reason: Text) -> bool:
        """Replace what is recorded by what a register says; tells nothing, and is False, where both say the same."""
        if self.status is ContractStatus.NOTIFIED and state == self.state:
            return False
        known, self.state, self.status = self.status, state, ContractStatus.NOTIFIED
        if known is ContractStatus.SIGNED:
            self._tell_notified()
        else:
            self.tell(DataCorrected(**self._whole(), reason=reason))
        return True

    def _tell_notified(self) -> None:
        day = self.state.notified_on
        self.tell(ContractNotified(**self._whole()), at=start_of(day) if day else None)

    def _whole(self) -> dict[str, Any]:
        return {"contract_id": self.id, "procedure_id": self.procedure_id, "lot": self.lot, "contract": self.state}
