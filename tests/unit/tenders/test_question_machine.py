"""A question is settled once, while bids may come and in time; each answer is one fact, which says who never asked."""

from copy import copy
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from hypothesis.strategies import integers, none, sampled_from

from chassis.errors import Refusal
from contracts.calendar import day_of
from contracts.procedures import QuestionAnswered
from contracts.vocabulary import Audience
from services.tenders.domain.buyer import Buyer
from services.tenders.domain.question import NEXT, Question, QuestionStatus
from services.tenders.domain.time_limits import TimeLimit
from tests.depth import examples
from tests.unit.tenders.builders import BUYER, HOLDER, IN_TIME, NOW, OTHER_BUYER, a_published_tender

LIMIT = TimeLimit(days=6, article="CCP R2132-6")
DAYS = integers(0, (IN_TIME - NOW).days + 1)
LIMITS = none() | sampled_from([LIMIT])
BUYERS = sampled_from([BUYER, BUYER, BUYER, Buyer(OTHER_BUYER)])


class QuestionMachine(RuleBasedStateMachine):
    @initialize()
    def ask(self) -> None:
        self.tender, self.told = a_published_tender(), 0
        self.question = Question.ask(
            self.tender, uuid4(), "Pourquoi ?", organisation=HOLDER, email=None, now=NOW, limit=LIMIT
        )
        assert self.question.hand_over() == []

    def expect(self, legal: bool, act: Any) -> bool:
        before, status = copy(vars(self.question)), self.question.status
        if not legal:
            with pytest.raises(Refusal):
                act()
            assert vars(self.question) == before
            return False
        act()
        assert self.question.status in NEXT[status]
        assert self.question.revision == before["revision"] + 1
        return True

    @rule(days=DAYS, to=sampled_from(Audience), by=BUYERS, limit=LIMITS)
    def reply(self, days: int, to: Audience, by: Buyer, limit: TimeLimit | None) -> None:
        now = NOW + timedelta(days=days)
        in_time = limit is None or day_of(now) <= day_of(IN_TIME) - timedelta(days=limit.days)
        legal = self.is_open and by is BUYER and now < IN_TIME and in_time
        if self.expect(
            legal,
            lambda: self.question.reply(self.tender, "Parce que.", to=to, wording=None, by=by, now=now, limit=limit),
        ):
            [told] = self.question.hand_over()
            assert isinstance(told.fact, QuestionAnswered)
            assert (told.fact.answer is None) == (to is Audience.ASKER)
            assert (told.version, told.key, told.at) == (1, str(self.tender.id), now)
            assert HOLDER not in told.fact.model_dump_json()
            self.told = 1

    @rule(days=DAYS, by=BUYERS)
    def decline(self, days: int, by: Buyer) -> None:
        now = NOW + timedelta(days=days)
        legal = self.is_open and by is BUYER and now < IN_TIME
        if self.expect(legal, lambda: self.question.decline(self.tender, "Hors sujet", by=by, now=now)):
            assert self.question.hand_over() == []

    @property
    def is_open(self) -> bool:
        return self.question.status is QuestionStatus.ASKED

    @invariant()
    def a_version_is_the_number_of_facts_told(self) -> None:
        assert self.question.version == self.told

    @invariant()
    def what_is_settled_has_an_instant_and_a_reader(self) -> None:
        settled = (self.question.settled_at, self.question.audience, self.question.answer)
        assert all(one is None for one in settled) if self.is_open else all(one is not None for one in settled)


TestQuestionMachine = QuestionMachine.TestCase
TestQuestionMachine.settings = settings(max_examples=examples(150), stateful_step_count=6, deadline=None)
