"""An evaluation: no illegal move, one fact a move, and facts replayed give its state."""

from collections.abc import Callable
from copy import copy
from datetime import timedelta

import pytest
from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from hypothesis.strategies import booleans, integers, sampled_from

from chassis.errors import Refusal
from contracts.procedures import EvaluationOpened, EvaluationReopened, LotEvaluated
from services.tenders.domain.evaluation import Evaluation, NoBidAdmissible
from services.tenders.domain.evaluation_status import EvaluationStatus
from services.tenders.domain.evidence import Evidence
from services.tenders.domain.judgement import JudgementStatus
from services.tenders.domain.scoring import CriteriaNotGiven, Declaration, Opinion, Score
from tests.depth import examples
from tests.unit.tenders.bidding import OPENED, TENDER, a_judgement, a_score, bid_id, some_evidence, yardsticks

BIDS = {bid_id(1): "100.00", bid_id(2): "110.00", bid_id(3): "120.00"}
PEOPLE = ("anne", "yann", "gwen")


class EvaluationMachine(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.now = OPENED
        self.evaluation = Evaluation.opened(TENDER, 1, ("anne", "yann"), yardsticks(), by="rozenn", now=self.now)
        self.scores: list[Score] = []
        self.replayed: EvaluationStatus | None = None
        self.told = 0
        self.read()

    def read(self) -> int:
        facts = self.evaluation.hand_over()
        assert [one.version for one in facts] == list(range(self.told + 1, self.told + len(facts) + 1))
        for one in facts:
            assert isinstance(one.fact, EvaluationOpened | LotEvaluated | EvaluationReopened)
            concluded = isinstance(one.fact, LotEvaluated)
            self.replayed = EvaluationStatus.CONCLUDED if concluded else EvaluationStatus.OPEN
        self.told += len(facts)
        return len(facts)

    def expect(self, legal: bool, facts: int, act: Callable[[], object]) -> None:
        before = copy(vars(self.evaluation))
        if not legal:
            with pytest.raises(Refusal):
                act()
            assert vars(self.evaluation) == before
            return
        act()
        assert self.read() == facts

    @property
    def open(self) -> bool:
        return self.evaluation.status is EvaluationStatus.OPEN

    @property
    def evidence(self) -> Evidence:
        return some_evidence(BIDS, self.scores)

    def is_free(self, name: str) -> bool:
        said = [each.conflict for each in self.evaluation.declarations if each.evaluator == name]
        return name in self.evaluation.evaluators and bool(said) and not any(said)

    def is_complete(self) -> bool:
        declared = {each.evaluator for each in self.evaluation.declarations}
        panel = [name for name in self.evaluation.evaluators if self.is_free(name)]
        given = {score.place for score in self.scores}
        marked = all((bid, 2, name) in given for bid in BIDS for name in panel)
        return set(self.evaluation.evaluators) <= declared and bool(panel) and marked

    @rule(name=sampled_from(PEOPLE), other=sampled_from(PEOPLE))
    def appoint(self, name: str, other: str) -> None:
        names = tuple(dict.fromkeys((name, other)))
        self.expect(self.open, 0, lambda: self.evaluation.appoint(names, by="rozenn", now=self.now))

    @rule(name=sampled_from(PEOPLE), conflict=sampled_from([False, False, False, True]))
    def declare(self, name: str, conflict: bool) -> None:
        declaration = Declaration(evaluator=name, conflict=conflict, statement="Dit", declared_at=self.now)
        legal = self.open and name in self.evaluation.evaluators
        self.expect(legal, 0, lambda: self.evaluation.declare(declaration))

    @rule(name=sampled_from(PEOPLE), criterion=integers(1, 3), score=integers(0, 12), bid=integers(1, 4))
    def score_one(self, name: str, criterion: int, score: int, bid: int) -> None:
        opinion = Opinion(bid=bid_id(bid), criterion=criterion, score=str(score), reason="Vu")
        legal = self.open and self.is_free(name) and criterion == 2 and score <= 10 and bid <= 3
        self.expect(legal, 0, lambda: self.keep(opinion, name))

    @rule(data=booleans())
    def score_all(self, data: bool) -> None:
        for name in PEOPLE:
            for bid in BIDS:
                if self.open and self.is_free(name):
                    self.keep(Opinion(bid=bid, criterion=2, score="7" if data else "3", reason="Vu"), name)

    def keep(self, opinion: Opinion, name: str) -> None:
        self.scores.append(self.evaluation.score(opinion, self.evidence, evaluator=name, now=self.now))

    @rule()
    def conclude(self) -> None:
        legal = self.open and self.is_complete()
        self.expect(legal, 1, lambda: self.evaluation.conclude(self.evidence, tuple(BIDS), by="anne", now=self.now))

    @precondition(lambda self: not self.open or self.told < 2)
    @rule()
    def reopen(self) -> None:
        self.expect(not self.open, 1, lambda: self.evaluation.reopen("Motif", now=self.now))

    @rule()
    def wait(self) -> None:
        self.now += timedelta(hours=1)

    @invariant()
    def facts_replayed_give_the_state(self) -> None:
        assert self.replayed is self.evaluation.status
        assert (self.evaluation.concluded_at is not None) == (not self.open)

    @invariant()
    def a_conclusion_can_be_recomputed(self) -> None:
        if not self.open:
            first, again = self.evaluation.ranking(self.evidence), self.evaluation.ranking(self.evidence)
            assert first == again
            assert {one.bid_id for one in first} == set(BIDS)


TestEvaluationMachine = EvaluationMachine.TestCase
TestEvaluationMachine.settings = settings(max_examples=examples(100), stateful_step_count=14, deadline=None)


def test_a_lot_whose_criteria_stand_elsewhere_is_not_evaluated_here() -> None:
    with pytest.raises(CriteriaNotGiven):
        Evaluation.opened(TENDER, 1, ("anne",), (), by="rozenn", now=OPENED)


def test_there_is_no_ranking_of_no_bids() -> None:
    evaluation = Evaluation.opened(TENDER, 1, ("anne",), yardsticks(), by="rozenn", now=OPENED)
    evaluation.declare(Declaration(evaluator="anne", conflict=False, statement="Rien", declared_at=OPENED))
    rejected = {bid: a_judgement(bid, JudgementStatus.IRREGULAR) for bid in BIDS}
    with pytest.raises(NoBidAdmissible):
        evaluation.conclude(some_evidence(BIDS, judgements=rejected), (), by="anne", now=OPENED)


def test_the_marks_of_who_turned_out_to_have_a_conflict_do_not_count() -> None:
    evaluation = Evaluation.opened(TENDER, 1, ("anne", "yann"), yardsticks(), by="rozenn", now=OPENED)
    for name, conflict in (("anne", False), ("yann", False), ("yann", True)):
        evaluation.declare(Declaration(evaluator=name, conflict=conflict, statement="Dit", declared_at=OPENED))
    scores = [a_score(bid, mark, name) for bid in BIDS for name, mark in (("anne", 5), ("yann", 10))]
    evidence = some_evidence(BIDS, scores)
    evaluation.conclude(evidence, (), by="anne", now=OPENED)
    assert {str(one.parts[1].points) for one in evaluation.ranking(evidence)} == {"30.0000"}


def test_a_bid_found_ineligible_after_the_conclusion_keeps_its_place() -> None:
    evaluation = Evaluation.opened(TENDER, 1, ("anne",), yardsticks(), by="rozenn", now=OPENED)
    evaluation.declare(Declaration(evaluator="anne", conflict=False, statement="Rien", declared_at=OPENED))
    evidence = some_evidence(BIDS, [a_score(bid, 5) for bid in BIDS])
    evaluation.conclude(evidence, (), by="anne", now=OPENED)
    before = evaluation.ranking(evidence)
    later = OPENED + timedelta(days=1)
    evidence.judgements[bid_id(1)].judge(JudgementStatus.INELIGIBLE, "Impôts", by="rozenn", now=later)
    after = some_evidence(BIDS, evidence.scores, judgements=evidence.judgements)
    assert evaluation.ranking(after) == before
