"""Whatever is said of a supplier in whatever order, each change is one fact, and the facts lead to what is known."""

from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from hypothesis.strategies import SearchStrategy, booleans, builds, just, none, sampled_from

from contracts.suppliers import SupplierFact, SupplierRegistered, SupplierState, SupplierUpdated
from contracts.vocabulary import Place, SizeClass
from services.suppliers.domain.supplier import Supplier
from tests.depth import examples
from tests.unit.suppliers.builders import IDENTIFIER

PLACES = [Place(commune="35238"), Place(department="35"), Place(department="29"), Place(country="DE")]
STATES: SearchStrategy[SupplierState] = builds(
    SupplierState,
    identifier=just(IDENTIFIER),
    name=sampled_from(["Le Forum du livre", "Forum"]),
    size=none() | sampled_from([SizeClass.TPE, SizeClass.PME]),
    place=none() | sampled_from(PLACES),
    naf=none() | sampled_from(["47.61Z", "58.11Z"]),
    activities=sampled_from([(), ("22113000",), ("22113000", "22111000")]),
    natural_person=booleans(),
)


class SupplierMachine(RuleBasedStateMachine):
    supplier: Supplier
    facts: list[SupplierFact]

    @initialize(state=STATES)
    def register(self, state: SupplierState) -> None:
        self.supplier, self.facts = Supplier.registered(state), []
        self.listen(changed=True)
        assert isinstance(self.facts[0], SupplierRegistered)

    @rule(state=STATES)
    def update(self, state: SupplierState) -> None:
        differs = state != self.supplier.state
        assert self.supplier.update(state) is differs
        assert self.supplier.state == state
        self.listen(changed=differs)

    @rule(said=STATES)
    def learn(self, said: SupplierState) -> None:
        before = self.supplier.state
        changed = self.supplier.learn(said)
        assert changed is (self.supplier.state != before)
        self.listen(changed=changed)
        assert not self.supplier.learn(said), "to hear the same again teaches nothing"
        for name, value in said:
            if value and name != "place":
                assert getattr(self.supplier.state, name) == value
            elif not value:
                assert getattr(self.supplier.state, name) == getattr(before, name)

    def listen(self, *, changed: bool) -> None:
        told = self.supplier.hand_over()
        assert len(told) == changed
        self.facts += [one.fact for one in told if isinstance(one.fact, SupplierFact)]
        assert all(isinstance(fact, SupplierUpdated) for fact in self.facts[1:])

    @invariant()
    def the_facts_lead_to_what_is_known(self) -> None:
        assert self.supplier.version == len(self.facts)
        assert self.facts[-1].supplier == self.supplier.state
        assert {fact.supplier_id for fact in self.facts} == {self.supplier.id}


TestSupplierMachine = SupplierMachine.TestCase
TestSupplierMachine.settings = settings(max_examples=examples(150), stateful_step_count=12, deadline=None)
