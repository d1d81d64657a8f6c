"""Whatever happens to a request: asked once each, by day, never after the end, and no more than are needed."""

from datetime import datetime, timedelta

from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from hypothesis.strategies import integers

from contracts.sourcing import SourcingFact, SupplierInvited
from services.suppliers.domain.requests.contact import ContactRefused, ContactStatus
from services.suppliers.domain.requests.quiet_hours import may_write
from services.suppliers.domain.requests.request import RequestRefused, RequestStatus
from tests.depth import examples
from tests.unit.suppliers.requests.builders import MONDAY, a_request, an_answer, contacts


class RequestMachine(RuleBasedStateMachine):
    @initialize(count=integers(0, 12))
    def draft(self, count: int) -> None:
        self.now: datetime = MONDAY
        self.request, self.contacts = a_request(), contacts(count)
        self.facts: list[SourcingFact] = []
        self.invitations: list[datetime] = []

    @rule()
    def open(self) -> None:
        before = self.request.status
        try:
            self.request.open(now=self.now)
        except (RequestRefused, ValueError):
            assert before is not RequestStatus.DRAFT
        self.hear()

    @rule(hours=integers(1, 40))
    def pass_hours(self, hours: int) -> None:
        """Time passes as the scheduler lets it: every due instant is served."""
        end = self.now + timedelta(hours=hours)
        while (due := self.request.due_at) and due <= end:
            self.now = max(self.now, due)
            self.serve()
        self.now = end

    def serve(self) -> None:
        if self.now >= self.request.terms.deadline:
            self.request.close(now=self.now)
        else:
            self.request.send_batch(self.of(ContactStatus.WAITING), answered=self.answered(), now=self.now)
        self.hear()

    @rule(place=integers(0, 11))
    @precondition(lambda self: self.contacts)
    def answer(self, place: int) -> None:
        contact = self.contacts[place % len(self.contacts)]
        before = contact.status
        try:
            contact.answer(an_answer(self.now), is_open=self.is_open())
        except ContactRefused:
            assert before is ContactStatus.WAITING or not self.is_open()
            return
        assert contact.answers[-1].at == self.now
        self.hear()

    @rule(place=integers(0, 11))
    @precondition(lambda self: self.contacts)
    def decline(self, place: int) -> None:
        contact = self.contacts[place % len(self.contacts)]
        before = contact.status
        try:
            contact.decline("Pas de capacité", is_open=self.is_open(), now=self.now)
        except ContactRefused:
            assert before in (ContactStatus.WAITING, ContactStatus.DECLINED) or not self.is_open()
            return
        self.request.resume(now=self.now)
        self.hear()

    def is_open(self) -> bool:
        return self.request.status is RequestStatus.OPEN

    def answered(self) -> int:
        return len(self.of(ContactStatus.ANSWERED))

    def of(self, status: ContactStatus):  # type: ignore[no-untyped-def]
        return [contact for contact in self.contacts if contact.status is status]

    def hear(self) -> None:
        for teller in (self.request, *self.contacts):
            facts = [one.fact for one in teller.hand_over()]
            self.facts += [fact for fact in facts if isinstance(fact, SourcingFact)]
            self.invitations += [fact.invited_at for fact in facts if isinstance(fact, SupplierInvited)]

    @invariant()
    def nobody_is_asked_twice_at_night_or_after_the_end(self) -> None:
        asked = [fact for fact in self.facts if isinstance(fact, SupplierInvited)]
        assert len(asked) == len([one for one in self.contacts if one.status is not ContactStatus.WAITING])
        assert all(may_write(at) and at < self.request.terms.deadline for at in self.invitations)

    @invariant()
    def no_day_sees_more_than_a_batch(self) -> None:
        days = [at.date() for at in self.invitations]
        assert all(days.count(day) <= self.request.terms.batch for day in days)

    @invariant()
    def a_closed_request_is_due_for_nothing(self) -> None:
        assert (self.request.due_at is not None) == (self.request.status is RequestStatus.OPEN)


TestRequestMachine = RequestMachine.TestCase
TestRequestMachine.settings = settings(max_examples=examples(60), stateful_step_count=15, deadline=None)
