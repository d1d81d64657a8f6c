"""A contract, from signature on, or taken over from a register of the past."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Self
from uuid import NAMESPACE_URL, UUID, uuid5

from chassis.aggregate import Aggregate
from chassis.errors import Conflict, NotFound, Unacceptable
from contracts.calendar import start_of
from contracts.procedures import (
    ContractEnded,
    ContractModified,
    ContractNotified,
    ContractSigned,
    ContractTerminated,
    DataCorrected,
    Modification,
    Termination,
)
from contracts.vocabulary import ContractState, Siret, Text
from services.tenders.domain.buyer import Buyer
from services.tenders.domain.contract_status import NEXT, ContractStatus
from services.tenders.domain.days import must_be_past
from services.tenders.domain.rules.due_dates import months_after

_OURS = ("ended_on", "modifications")
"""What is known here and stays so where a register is silent."""
CONTRACTS = uuid5(NAMESPACE_URL, "https://prenan.bzh/contracts")


class ContractNotFound(NotFound):
    """No such contract."""


class AlreadyNotified(Conflict):
    """The contract was notified before."""


class ContractNotInForce(Conflict):
    """The state of the contract does not allow this."""


class NotifiedBeforeSignature(Unacceptable):
    """A contract is notified on the day of its signature or later."""


class BeforeContract(Unacceptable):
    """Nothing happens to a contract before it was notified."""


class EndAhead(Conflict):
    """The time of the contract has not run out."""


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
    modifications: tuple[Modification, ...] = ()
    termination: Termination | None = None
    version: int = 0

    @property
    def key(self) -> str:
        """Facts of a contract come in order with those of its procedure."""
        return str(self.procedure_id)

    @property
    def ends_on(self) -> date | None:
        """Its last day: as agreed, or so many months after its notification; None where neither is known."""
        state = self.state
        if state.ends_on or state.notified_on is None or state.months is None:
            return state.ends_on
        return months_after(state.notified_on, state.months)

    @property
    def due_at(self) -> datetime | None:
        """When time alone ends it; None where it has ended, and where only a register of the past knows of it."""
        last = self.state.ends_on
        return start_of(last + timedelta(days=1)) if last and self.status is ContractStatus.NOTIFIED else None

    @classmethod
    def signed(cls, procedure_id: UUID, lot: int | None, state: ContractState) -> Self:
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

    def notify(self, notified_on: date, *, by: Buyer, today: date, electronic: bool | None = None) -> None:
        """Tell the holder, electronically or not, from which the contract takes effect (notification): CCP R2182-4."""
        by.must_be(self.state.buyer)
        if self.status is not ContractStatus.SIGNED:
            raise AlreadyNotified(notified_on=self.state.model_dump(mode="json")["notified_on"])
        must_be_past(notified_on, today)
        if self.state.signed_on and notified_on < self.state.signed_on:
            raise NotifiedBeforeSignature(signed_on=self.state.signed_on.isoformat())
        self._know(notified_on=notified_on, electronic=electronic)
        self._know(ends_on=self.ends_on)
        self.status = ContractStatus.NOTIFIED
        self._tell_notified()

    def modify(self, modification: Modification, state: ContractState) -> None:
        """Become `state` by a modification that was judged: CCP L2194-1."""
        self.state, self.modifications = state, (*self.modifications, modification)
        fact = ContractModified(**self._whole(), modification=modification)
        self.tell(fact, at=start_of(modification.decided_on))

    def end(self, ended_on: date, *, by: Buyer, today: date) -> None:
        """Record that everything was performed (fin d'exécution)."""
        self.must_be_in_force(ended_on, by=by, today=today)
        self._end(ended_on)

    def expire(self, now: datetime) -> None:
        """End a contract whose time has run out at `now`; it ended on its last day, however late the clock."""
        self._must_be_endable()
        if self.state.ends_on is None or self.due_at is None or now < self.due_at:
            raise EndAhead(ends_on=self.state.ends_on.isoformat() if self.state.ends_on else None)
        self._end(self.state.ends_on)

    def terminate(self, termination: Termination, *, by: Buyer, today: date) -> None:
        """End the contract before its time (résiliation): CCP L2195-1."""
        self.must_be_in_force(termination.terminated_on, by=by, today=today)
        self._know(ended_on=termination.terminated_on)
        self.status, self.termination = ContractStatus.TERMINATED, termination
        self.tell(ContractTerminated(**self._whole(), termination=termination), at=start_of(termination.terminated_on))

    def record(self, state: ContractState, reason: Text) -> bool:
        """Replace what is recorded by what a register says; tells nothing, and is False, where both say the same."""
        known, ours = self.status, {name: getattr(self.state, name) for name in _OURS if getattr(state, name) is None}
        state = state.model_copy(update=ours)
        if known is not ContractStatus.SIGNED and state == self.state:
            return False
        self.state = state
        if known is ContractStatus.SIGNED:
            self.status = ContractStatus.NOTIFIED
            self._tell_notified()
        else:
            self.tell(DataCorrected(**self._whole(), reason=reason))
        return True

    def must_be_in_force(self, day: date, *, by: Buyer, today: date) -> None:
        """Refuse all but the buyer, a contract that cannot end since it has not begun or is over, and another time."""
        by.must_be(self.state.buyer)
        self._must_be_endable()
        self.must_be_within(day, today)

    def must_be_within(self, day: date, today: date) -> None:
        """Refuse a day to come, and one before the notification."""
        must_be_past(day, today)
        if self.state.notified_on and day < self.state.notified_on:
            raise BeforeContract(notified_on=self.state.notified_on.isoformat())

    def _must_be_endable(self) -> None:
        if ContractStatus.ENDED not in NEXT[self.status]:
            raise ContractNotInForce(status=self.status.value)

    def _end(self, ended_on: date) -> None:
        self._know(ended_on=ended_on)
        self.status = ContractStatus.ENDED
        self.tell(ContractEnded(**self._whole(), ended_on=ended_on), at=start_of(ended_on))

    def _know(self, **members: Any) -> None:
        self.state = self.state.model_copy(update=members)

    def _tell_notified(self) -> None:
        day = self.state.notified_on
        self.tell(ContractNotified(**self._whole()), at=start_of(day) if day else None)

    def _whole(self) -> dict[str, Any]:
        return {"contract_id": self.id, "procedure_id": self.procedure_id, "lot": self.lot, "contract": self.state}
