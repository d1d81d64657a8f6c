"""A certificate counts until it runs out or is withdrawn, and then never again."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from hypothesis.strategies import dates, none

from contracts.suppliers import Certificate, CertificateKind
from services.suppliers.domain.certificate import CertificateOver, CertificateStatus, HeldCertificate
from tests.depth import examples

BEGINNING = datetime(2027, 1, 1, 12, tzinfo=UTC)


class CertificateMachine(RuleBasedStateMachine):
    @initialize(until=none() | dates(date(2027, 1, 1), date(2027, 2, 1)))
    def show(self, until: date | None) -> None:
        self.now, self.until = BEGINNING, until
        word = Certificate(kind=CertificateKind.LABEL, code="ess", issuer="Chambre", valid_until=until)
        self.held = HeldCertificate.shown(UUID(int=1), UUID(int=2), word, now=self.now)
        self.counted = True
        self.facts = 1

    @rule()
    def pass_ten_days(self) -> None:
        self.now += timedelta(days=10)
        self.held.expire(now=self.now)
        if self.counted and self.until and self.now.date() > self.until:
            self.counted, self.facts = False, self.facts + 1
            assert self.held.status is CertificateStatus.EXPIRED

    @rule()
    def withdraw(self) -> None:
        try:
            self.held.withdraw("Retiré", now=self.now)
        except CertificateOver:
            assert not self.counted
            return
        assert self.counted
        self.counted, self.facts = False, self.facts + 1

    @rule()
    def verify(self) -> None:
        try:
            self.held.verify(now=self.now)
        except CertificateOver:
            assert not self.counted
            return
        assert self.counted
        self.facts += 1

    @invariant()
    def it_counts_as_long_as_it_should(self) -> None:
        assert (self.held.status is CertificateStatus.VALID) is self.counted
        assert self.held.version == self.facts
        assert (self.held.due_at is not None) is (self.counted and self.until is not None)


TestCertificateMachine = CertificateMachine.TestCase
TestCertificateMachine.settings = settings(max_examples=examples(100), stateful_step_count=10, deadline=None)
