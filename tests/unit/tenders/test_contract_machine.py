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
from contracts.procedures import ContractFact, ContractNotified, ContractSigned, DataCorrected
from contracts.vocabulary import ContractState, euros
from services.tenders.domain.buyer import Buyer
from services.tenders.domain.contract import Contract, contract_id
from services.tenders.domain.contract_status import ContractStatus
from tests.unit.tenders.builders import BUYER, OTHER_BUYER, REGION, a_state

SIGNED_ON = date(2026, 5, 4)
TODAY = SIGNED_ON + timedelta(days=10)
STATES: SearchStrategy[ContractState] = builds(
    a_state,
    reference=sampled_from(["2026-1"]),
    current=none() | sampled_from([euros(10), euros(20)]),
    signed_on=none() | sampled_from([SIGNED_ON]),
    notified_on=none() | sampled_from([SIGNED_ON, TODAY]),
)
AFTER = {
    ContractSigned: ContractStatus.SIGNED,
    ContractNotified: ContractStatus.NOTIFIED,
    DataCorrected: ContractStatus.NOTIFIED,
}


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

    @rule(days=integers(-2, 12), own=sampled_from([True, True, True, False]))
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
        state = said or self.contract.state.model_copy()
        signed, differs = self.contract.status is ContractStatus.SIGNED, state != self.contract.state
        assert self.contract.record(state, "Registre relu") is (signed or differs)
        if signed or differs:
            self.listen(ContractNotified if signed else DataCorrected)
        assert self.contract.state == state

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
            status=AFTER[type(last)],
            state=last.contract,
            version=len(self.facts),
        )
        assert members(self.contract) == members(replayed)

    @invariant()
    def nothing_else_is_told_and_the_identity_stays(self) -> None:
        assert self.contract.hand_over() == []
        assert self.contract.id == contract_id(REGION, "2026-1")
        assert self.contract.procedure_id == self.origin


TestContractMachine = ContractMachine.TestCase
TestContractMachine.settings = settings(max_examples=150, stateful_step_count=12, deadline=None)
