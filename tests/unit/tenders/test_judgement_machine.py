"""Every legal judgement of a bid works, every other is refused and changes nothing, and rejections are told."""

from collections.abc import Callable
from copy import copy
from datetime import timedelta

import pytest
from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from hypothesis.strategies import integers, sampled_from

from chassis.errors import Refusal
from contracts.procedures import BidReinstated, BidRejected
from services.tenders.domain.judgement import NEXT, Judgement, JudgementStatus
from tests.depth import examples
from tests.unit.tenders.bidding import OPENED, TENDER, bid_id


class JudgementMachine(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.judgement = Judgement.begun(TENDER, bid_id(1), 1, by="anne", at=OPENED)
        self.now = OPENED
        self.replayed = JudgementStatus.PENDING
        self.told = 0

    def expect(self, legal: bool, facts: int, act: Callable[[], None]) -> None:
        before = copy(vars(self.judgement))
        if not legal:
            with pytest.raises(Refusal):
                act()
            assert vars(self.judgement) == before
            return
        act()
        told = self.judgement.hand_over()
        assert [one.version for one in told] == list(range(self.told + 1, self.told + facts + 1))
        assert self.judgement.revision == before["revision"] + 1
        self.told += facts
        for one in told:
            self.replay(one.fact)

    def replay(self, fact: object) -> None:
        assert isinstance(fact, BidRejected | BidReinstated)
        ground = fact.ground if isinstance(fact, BidRejected) else None
        self.replayed = JudgementStatus(ground) if ground else JudgementStatus.ADMISSIBLE

    @rule(hours=integers(1, 72))
    def wait(self, hours: int) -> None:
        self.now += timedelta(hours=hours)

    @rule(hours=integers(-1, 48))
    def ask(self, hours: int) -> None:
        due = self.now + timedelta(hours=hours)
        legal = self.judgement.status is JudgementStatus.PENDING and hours > 0
        self.expect(legal, 0, lambda: self.judgement.ask_regularisation("Signez", due, by="anne", now=self.now))

    @rule(status=sampled_from(JudgementStatus))
    def judge(self, status: JudgementStatus) -> None:
        before = self.judgement.status
        asked = self.judgement.regularisation
        running = asked is not None and self.now < asked.due and status is not JudgementStatus.ADMISSIBLE
        told = int(status.ground is not None or before.ground is not None)
        legal = status in NEXT[before] and not running
        self.expect(legal, told, lambda: self.judgement.judge(status, "Motif", by="anne", now=self.now))

    @invariant()
    def facts_replayed_give_the_rejection(self) -> None:
        assert self.replayed.ground == self.judgement.status.ground
        assert self.judgement.version == self.told


TestJudgementMachine = JudgementMachine.TestCase
TestJudgementMachine.settings = settings(max_examples=examples(100), stateful_step_count=10, deadline=None)
