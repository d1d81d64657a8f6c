"""Whatever a receiver answers, in whatever order: a delivery ends, an endpoint is told why, nothing waits for ever."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from chassis.errors import Conflict
from contracts.filtering import Filter
from gateway.webhooks.attempt import JITTER, LIFE, PAUSES, Answer, Consequence, State, has_failed_for_long, judge
from gateway.webhooks.endpoint import Endpoint, Reason, Status

BEGIN = datetime(2026, 3, 2, tzinfo=UTC)
LONGEST = sum(PAUSES, timedelta()) * (1 + JITTER)
TAKEN, REFUSED = st.sampled_from([200, 202, 204, 299]), st.sampled_from([None, 100, 302, 404, 429, 500, 503])
CHANCE = st.floats(0, 1)


class Carrying(RuleBasedStateMachine):
    """One lane of one endpoint, as the carrier moves it."""

    def __init__(self) -> None:
        super().__init__()
        self.now = BEGIN
        self.endpoint = Endpoint(
            id=UUID(int=1), client="c", organisation="o", url="https://example.org", description="",
            feeds=("procedures",), filter=Filter(), email=None, created_at=BEGIN,
        )  # fmt: skip
        self.waiting: list[datetime] = []
        """When each waiting delivery was first tried; the first of them is due."""
        self.ended: list[State] = []
        self.enqueued = self.attempts = 0
        self.due = BEGIN

    def is_active(self) -> bool:
        return self.endpoint.status is Status.ACTIVE

    @precondition(is_active)
    @rule()
    def enqueue(self) -> None:
        self.waiting.append(self.now)
        self.enqueued += 1

    @precondition(lambda self: self.waiting)
    @rule(status=TAKEN)
    def take(self, status: int) -> None:
        self._attempt(Answer(status), 0.5)

    @precondition(lambda self: self.waiting)
    @rule(status=REFUSED, chance=CHANCE, times=st.integers(1, 12))
    def refuse(self, status: int | None, chance: float, times: int) -> None:
        for _ in range(times):
            if self.waiting:
                self._attempt(Answer(status), chance)

    @precondition(lambda self: self.waiting)
    @rule()
    def be_gone(self) -> None:
        self._attempt(Answer(410), 0.5)
        assert (self.endpoint.reason, self.waiting) == (Reason.GONE, [])

    @precondition(lambda self: not self.is_active())
    @rule()
    def enable(self) -> None:
        self.endpoint.enable()
        assert (self.endpoint.reason, self.endpoint.failing_since, self.endpoint.disabled_at) == (None, None, None)

    @rule()
    def disable(self) -> None:
        before = self.endpoint.reason
        self._end(Reason.OWNER)
        assert self.endpoint.reason is (before or Reason.OWNER), "whoever was first is remembered"

    def _attempt(self, answer: Answer, chance: float) -> None:
        self.now = max(self.now, self.due)
        self.attempts += 1
        if self.attempts == 1:
            self.waiting[0] = self.now
        judgement = judge(answer, self.attempts, self.now, lambda: chance)
        failed_for_long = has_failed_for_long(self.endpoint.failing_since, self.now)
        self.endpoint.failing_since = None if answer.is_success else self.endpoint.failing_since or self.now
        if judgement.due_at:
            self.due = judgement.due_at
            assert self.due > self.now
            return
        assert self.now - self.waiting.pop(0) <= LONGEST
        self.attempts = 0
        self.ended.append(State.DELIVERED if answer.is_success else State.FAILED)
        if judgement.consequence is Consequence.GONE:
            self._end(Reason.GONE)
        elif judgement.consequence is Consequence.GIVEN_UP and failed_for_long:
            self._end(Reason.FAILING)

    def _end(self, reason: Reason) -> None:
        self.endpoint.disable(reason, self.now)
        self.ended += [State.DROPPED] * len(self.waiting)
        self.waiting, self.attempts = [], 0

    @invariant()
    def every_delivery_waits_or_ended(self) -> None:
        assert self.enqueued == len(self.waiting) + len(self.ended)

    @invariant()
    def a_disabled_endpoint_says_why_and_takes_nothing(self) -> None:
        assert (self.endpoint.reason is not None) is (self.endpoint.disabled_at is not None) is (not self.is_active())
        assert self.is_active() or not self.waiting
        try:
            self.endpoint.must_be_active()
        except Conflict:
            assert not self.is_active()

    @invariant()
    def an_attempt_is_never_the_eleventh(self) -> None:
        assert self.attempts <= len(PAUSES)


TestCarrying = Carrying.TestCase
TestCarrying.settings = settings(
    max_examples=60, stateful_step_count=30, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)


def test_a_delivery_is_tried_for_three_days() -> None:
    assert timedelta(days=2.9) < sum(PAUSES, timedelta()) < timedelta(days=3)
    assert timedelta(days=2.6) < LIFE


def test_who_fails_together_does_not_come_back_together() -> None:
    due = {judge(Answer(503), 3, BEGIN, lambda: chance / 10).due_at for chance in range(11)}  # noqa: B023
    assert len(due) == 11
    assert max(due) - min(due) == PAUSES[2] * 2 * JITTER  # type: ignore[operator, type-var]
