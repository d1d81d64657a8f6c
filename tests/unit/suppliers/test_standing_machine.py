"""However a supplier is judged, its standing follows the table of moves, and each move is one fact."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from hypothesis.strategies import dates, none

from contracts.suppliers import SupplierFact
from contracts.vocabulary import Identifier
from services.suppliers.domain.supplier import StandingRefused, Supplier
from services.suppliers.domain.supplier_status import NEXT, SupplierStatus
from tests.depth import examples
from tests.unit.suppliers.builders import a_state

BEGINNING = datetime(2027, 1, 1, 12, tzinfo=UTC)
DAYS = dates(date(2027, 1, 1), date(2027, 3, 1))


class StandingMachine(RuleBasedStateMachine):
    @initialize()
    def register(self) -> None:
        self.now = BEGINNING
        self.supplier = Supplier.registered(a_state())
        self.other = Supplier.registered(a_state(identifier=Identifier(id="23350001600040")))
        self.facts = self.told()

    @rule(until=none() | DAYS)
    def suspend(self, until: date | None) -> None:
        self.attempt(SupplierStatus.SUSPENDED, lambda: self.supplier.suspend("Exclusion", until=until, now=self.now))

    @rule()
    def reinstate(self) -> None:
        self.attempt(SupplierStatus.ACTIVE, lambda: self.supplier.reinstate("Réhabilitation", now=self.now))

    @rule()
    def merge(self) -> None:
        self.attempt(SupplierStatus.MERGED, lambda: self.supplier.merge(self.other, "La même", now=self.now))

    @rule()
    @precondition(lambda self: self.supplier.status is not SupplierStatus.MERGED)
    def verify(self) -> None:
        self.supplier.verify("Kbis", now=self.now)
        self.facts += self.told()
        assert self.supplier.verified_at == self.now

    @rule()
    def pass_a_week(self) -> None:
        self.now += timedelta(days=7)
        due = self.supplier.due_at
        self.supplier.end_suspension(now=self.now)
        if due and due <= self.now:
            assert self.supplier.status is SupplierStatus.ACTIVE
        self.facts += self.told()

    def attempt(self, status: SupplierStatus, act) -> None:  # type: ignore[no-untyped-def]
        before = self.supplier.status
        try:
            act()
        except StandingRefused:
            assert status not in NEXT[before] or (before, status) == (SupplierStatus.ACTIVE, SupplierStatus.ACTIVE)
            assert self.told() == []
            return
        assert status in NEXT[before]
        assert self.supplier.status is status
        self.facts += self.told()

    def told(self) -> list[SupplierFact]:
        return [one.fact for one in self.supplier.hand_over() if isinstance(one.fact, SupplierFact)]

    @invariant()
    def every_change_is_one_fact(self) -> None:
        assert self.supplier.version == len(self.facts)

    @invariant()
    def only_a_suspension_with_a_last_day_is_due(self) -> None:
        dated = self.supplier.suspended_until is not None
        assert (self.supplier.due_at is not None) == (self.supplier.status is SupplierStatus.SUSPENDED and dated)


TestStandingMachine = StandingMachine.TestCase
TestStandingMachine.settings = settings(max_examples=examples(100), stateful_step_count=12, deadline=None)
