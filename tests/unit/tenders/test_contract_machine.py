"""However a contract is told of, each change is one fact, every other move is refused, and the facts lead to it."""

from dataclasses import fields
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from hypothesis.strategies import SearchStrategy, booleans, builds, integers, none, sampled_from

from chassis.errors import Refusal
from contracts.calendar import start_of
from contracts.procedures import (
    ContractEnded,
    ContractFact,
    ContractModified,
    ContractNotified,
    ContractSigned,
    ContractTerminated,
    DataCorrected,
    Modification,
    ModificationReason,
    Termination,
)
from contracts.procedures.modification import TerminationGround
from contracts.vocabulary import ContractState, euros
from services.tenders.domain.buyer import Buyer
from services.tenders.domain.contract import Contract, contract_id
from services.tenders.domain.contract_change import ContractChange
from services.tenders.domain.contract_status import NEXT, ContractStatus
from tests.depth import examples
from tests.unit.tenders.builders import BUYER, OTHER_BUYER, REGION, a_state

SIGNED_ON = date(2026, 5, 4)
TODAY = SIGNED_ON + timedelta(days=10)
STATES: SearchStrategy[ContractState] = builds(
    a_state,
    reference=sampled_from(["2026-1"]),
    initial=none() | sampled_from([euros(10)]),
    current=none() | sampled_from([euros(10), euros(20)]),
    signed_on=none() | sampled_from([SIGNED_ON]),
    notified_on=none() | sampled_from([SIGNED_ON, TODAY]),
    months=none() | sampled_from([0, 1]),
    ends_on=none() | sampled_from([TODAY]),
)
AFTER = {
    ContractSigned: ContractStatus.SIGNED,
    ContractNotified: ContractStatus.NOTIFIED,
    ContractModified: ContractStatus.NOTIFIED,
    ContractEnded: ContractStatus.ENDED,
    ContractTerminated: ContractStatus.TERMINATED,
}
OWN = sampled_from([True, True, True, False])
DAYS = integers(-2, 12)


def members(contract: Contract) -> dict[str, Any]:
    return {field.name: getattr(contract, field.name) for field in fields(contract)}


class ContractMachine(RuleBasedStateMachine):
    contract: Contract
    facts: list[ContractFact]

    @initialize(signed=booleans(), state=STATES)
    def begin(self, signed: bool, state: ContractState) -> None:
        unnotified = state.model_copy(update={"signed_on": SIGNED_ON, "notified_on": None})
        self.contract = Contract.signed(uuid4(), 1, unnotified) if signed else Contract.recorded(state)
        self.origin, self.facts = self.contract.procedure_id, []
        self.listen(ContractSigned if signed else ContractNotified)
        assert (self.origin == self.contract.id) is not signed

    @rule(days=DAYS, own=OWN)
    def notify(self, days: int, own: bool) -> None:
        day, by = SIGNED_ON + timedelta(days=days), BUYER if own else Buyer(OTHER_BUYER)
        if own and self.contract.status is ContractStatus.SIGNED and SIGNED_ON <= day <= TODAY:
            self.contract.notify(day, by=by, today=TODAY)
            self.listen(ContractNotified)
            assert self.contract.state.notified_on == day
        else:
            with pytest.raises(Refusal):
                self.contract.notify(day, by=by, today=TODAY)

    @rule(said=none() | STATES)
    def record(self, said: ContractState | None) -> None:
        ours = {name: getattr(self.contract.state, name) for name in ("ended_on", "modifications")}
        state = (said or self.contract.state).model_copy(update=ours)
        status, differs = self.contract.status, state != self.contract.state
        signed = status is ContractStatus.SIGNED
        assert self.contract.record(said or state, "Registre relu") is (signed or differs)
        if signed or differs:
            self.listen(ContractNotified if signed else DataCorrected)
        assert self.contract.state == state
        assert self.contract.status is (ContractStatus.NOTIFIED if signed else status)

    @rule(days=DAYS, own=OWN, ground=sampled_from(ModificationReason), value=none() | integers(1, 30))
    def modify(self, days: int, own: bool, ground: ModificationReason, value: int | None) -> None:
        day, by = SIGNED_ON + timedelta(days=days), BUYER if own else Buyer(OTHER_BUYER)
        change = ContractChange(
            ground=ground,
            reason="Aléa",
            decided_on=day,
            value=euros(value) if value else None,
            months=None if value else 2,
        )
        before = members(self.contract)
        try:
            change.apply(self.contract, by=by, today=TODAY, launched=SIGNED_ON)
        except Refusal:
            assert members(self.contract) == before
            return
        assert self.may(ContractStatus.ENDED, day, own)
        self.listen(ContractModified)
        assert self.contract.state.modifications == len(self.contract.modifications)
        assert self.contract.state.current == (euros(value) if value else before["state"].current)

    @rule(days=DAYS, own=OWN)
    def end(self, days: int, own: bool) -> None:
        day, by = SIGNED_ON + timedelta(days=days), BUYER if own else Buyer(OTHER_BUYER)
        if self.may(ContractStatus.ENDED, day, own):
            self.contract.end(day, by=by, today=TODAY)
            self.listen(ContractEnded)
            assert self.contract.state.ended_on == day
        else:
            with pytest.raises(Refusal):
                self.contract.end(day, by=by, today=TODAY)

    @rule(days=DAYS)
    def expire(self, days: int) -> None:
        now, due = start_of(SIGNED_ON + timedelta(days=days)), self.contract.due_at
        if due is not None and due <= now:
            self.contract.expire(now)
            self.listen(ContractEnded)
            assert self.contract.state.ended_on == self.contract.state.ends_on
        else:
            with pytest.raises(Refusal):
                self.contract.expire(now)

    @rule(days=DAYS, own=OWN, ground=sampled_from(TerminationGround))
    def terminate(self, days: int, own: bool, ground: TerminationGround) -> None:
        day, by = SIGNED_ON + timedelta(days=days), BUYER if own else Buyer(OTHER_BUYER)
        termination = Termination(ground=ground, reason="Faute", terminated_on=day)
        if self.may(ContractStatus.TERMINATED, day, own):
            self.contract.terminate(termination, by=by, today=TODAY)
            self.listen(ContractTerminated)
        else:
            with pytest.raises(Refusal):
                self.contract.terminate(termination, by=by, today=TODAY)

    def may(self, status: ContractStatus, day: date, own: bool) -> bool:
        begun = self.contract.state.notified_on or day
        return own and status in NEXT[self.contract.status] and begun <= day <= TODAY

    def listen(self, kind: type[ContractFact]) -> None:
        [told] = self.contract.hand_over()
        assert isinstance(told.fact, ContractFact)
        assert type(told.fact) is kind
        self.facts.append(told.fact)
        assert (told.version, told.key) == (len(self.facts), str(self.origin))

    @invariant()
    def what_was_told_leads_to_what_is_known(self) -> None:
        last = self.facts[-1]
        replayed = Contract(
            id=last.contract_id,
            procedure_id=last.procedure_id,
            lot=last.lot,
            status=[AFTER[type(fact)] for fact in self.facts if type(fact) in AFTER][-1],
            state=last.contract,
            modifications=self.told_modifications(),
            termination=next((fact.termination for fact in self.facts if isinstance(fact, ContractTerminated)), None),
            version=len(self.facts),
        )
        assert members(self.contract) == members(replayed)

    def told_modifications(self) -> tuple[Modification, ...]:
        return tuple(fact.modification for fact in self.facts if isinstance(fact, ContractModified))

    @invariant()
    def nothing_else_is_told_and_the_identity_stays(self) -> None:
        assert self.contract.hand_over() == []
        assert self.contract.id == contract_id(REGION, "2026-1")
        assert self.contract.procedure_id == self.origin

    @invariant()
    def only_a_contract_in_force_waits_for_its_end(self) -> None:
        assert self.contract.due_at is None or self.contract.status is ContractStatus.NOTIFIED


TestContractMachine = ContractMachine.TestCase
TestContractMachine.settings = settings(max_examples=examples(150), stateful_step_count=12, deadline=None)
