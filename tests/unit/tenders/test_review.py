"""The approval of a tender: no step is skipped, nobody takes two, and what was said is never changed."""

from copy import copy
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from hypothesis.strategies import integers, lists, sampled_from

from chassis.errors import Refusal
from contracts.reference.authorities import approval_policy, authorities, chain_of
from contracts.vocabulary import ReviewRole, euros
from services.tenders.application.policies import approvals
from services.tenders.domain.buyer import Buyer
from services.tenders.domain.review import Approval, ApprovalMissing, Review
from services.tenders.domain.review_round import FourEyes, Reviewer, RoundStatus, StepOfAnotherRole, StepState
from services.tenders.domain.tender import Tender
from services.tenders.domain.tender_state import IllegalMove, TenderNotFound
from services.tenders.domain.tender_status import NEXT, TenderStatus
from services.tenders.domain.terms import Terms
from tests.depth import examples
from tests.unit.tenders.builders import BUYER, IN_TIME, NOW, OPEN_LIMIT, OTHER_BUYER, REGION, TERMS, a_draft, lots

PRESCRIBER, REFERENT, LEGAL = ReviewRole
CHAIN = (REFERENT, LEGAL)
SAMPLE = "00000001800010"


def a_reviewer(client: str, *roles: ReviewRole, buyer: Buyer = BUYER) -> Reviewer:
    return Reviewer(buyer, client, frozenset(roles))


ANNE, LOIC, MONA = a_reviewer("anne", REFERENT), a_reviewer("loic", LEGAL), a_reviewer("mona", *ReviewRole)


def submitted(chain: tuple[ReviewRole, ...] = CHAIN, by: Reviewer = ANNE) -> tuple[Tender, Review]:
    tender = a_draft()
    review = Review(id=tender.id)
    review.submit(tender, chain, by=by, now=NOW)
    return tender, review


class ReviewMachine(RuleBasedStateMachine):
    @initialize(chain=lists(sampled_from(ReviewRole), min_size=1, max_size=3))
    def begin(self, chain: list[ReviewRole]) -> None:
        self.tender = a_draft()
        self.review, self.chain = Review(id=self.tender.id), tuple(chain)
        self.ended: list[Any] = []

    def expect(self, legal: bool, after: TenderStatus, act: Any) -> None:
        before = (copy(vars(self.tender)), self.review.rounds)
        if not legal:
            with pytest.raises(Refusal):
                act()
            assert (vars(self.tender), self.review.rounds) == before
            return
        act()
        assert self.tender.status is after
        assert self.tender.revision == before[0]["revision"] + 1
        assert after in NEXT[before[0]["status"]] or after is before[0]["status"]
        self.keep()

    def keep(self) -> None:
        self.ended = [one for one in self.review.rounds if one.ended_at]

    def takes(self, by: Reviewer) -> bool:
        """Whether the step whose turn it is may be taken by somebody."""
        pending = [step for step in self.review.rounds[-1].steps if step.state is StepState.PENDING]
        return pending[0].role in by.roles

    def left(self) -> int:
        return sum(step.state is StepState.PENDING for step in self.review.rounds[-1].steps)

    @property
    def status(self) -> TenderStatus:
        return self.tender.status

    @rule(by=sampled_from([ANNE, MONA]))
    def submit(self, by: Reviewer) -> None:
        legal = self.status is TenderStatus.DRAFT
        self.expect(legal, TenderStatus.IN_REVIEW, lambda: self.review.submit(self.tender, self.chain, by=by, now=NOW))

    @rule(by=sampled_from([ANNE, LOIC, MONA, a_reviewer("erwan", *ReviewRole), a_reviewer("a", *ReviewRole)]))
    def approve(self, by: Reviewer) -> None:
        legal = self.status is TenderStatus.IN_REVIEW and self.takes(by) and self.is_another(by)
        last = legal and self.left() == 1
        after = TenderStatus.APPROVED if last else TenderStatus.IN_REVIEW
        self.expect(legal, after, lambda: self.review.approve(self.tender, "Vu", by=by, now=NOW))

    def is_another(self, by: Reviewer) -> bool:
        now = self.review.rounds[-1]
        own = len(now.steps) == 1 and now.submitted_by == by.client
        return not own and by.client not in {step.client for step in now.steps}

    @rule(by=sampled_from([ANNE, LOIC, MONA]))
    def request_changes(self, by: Reviewer) -> None:
        legal = self.status is TenderStatus.IN_REVIEW and self.takes(by)
        self.expect(
            legal, TenderStatus.DRAFT, lambda: self.review.request_changes(self.tender, "Allotir", by=by, now=NOW)
        )

    @rule()
    def recall(self) -> None:
        legal = self.status is TenderStatus.IN_REVIEW
        self.expect(legal, TenderStatus.DRAFT, lambda: self.review.recall(self.tender, by=ANNE, now=NOW))

    @rule()
    def redraft(self) -> None:
        legal = self.status in (TenderStatus.DRAFT, TenderStatus.APPROVED)
        self.expect(legal, TenderStatus.DRAFT, lambda: self.tender.redraft(Terms(**TERMS), lots(), by=BUYER))

    @rule(days=integers(28, 40))
    def publish(self, days: int) -> None:
        legal = self.status in (TenderStatus.DRAFT, TenderStatus.APPROVED) and days >= 31
        self.expect(legal, TenderStatus.PUBLISHED, lambda: self.advertise(days))

    def advertise(self, days: int) -> None:
        self.tender.publish(NOW + timedelta(days=days), by=BUYER, now=NOW, limit=OPEN_LIMIT)

    @invariant()
    def what_was_said_is_never_changed(self) -> None:
        assert [one for one in self.review.rounds if one.ended_at] == self.ended
        assert [one.number for one in self.review.rounds] == list(range(1, len(self.review.rounds) + 1))

    @invariant()
    def only_the_last_round_runs_and_only_while_in_review(self) -> None:
        running = [one.number for one in self.review.rounds if one.status is RoundStatus.PENDING]
        assert running == ([len(self.review.rounds)] if self.status is TenderStatus.IN_REVIEW else [])

    @invariant()
    def an_approved_tender_was_approved_by_another_person_at_each_step(self) -> None:
        if self.status is TenderStatus.APPROVED:
            clients = [step.client for step in self.review.rounds[-1].steps]
            assert None not in clients
            assert len({*clients, self.review.rounds[-1].submitted_by}) >= max(2, len(clients))

    @invariant()
    def nothing_of_a_review_is_told(self) -> None:
        assert self.tender.version == (self.status is TenderStatus.PUBLISHED)


TestReviewMachine = ReviewMachine.TestCase
TestReviewMachine.settings = settings(max_examples=examples(150), stateful_step_count=12, deadline=None)


def test_the_last_approval_of_the_chain_approves_the_tender() -> None:
    tender, review = submitted()
    review.approve(tender, None, by=ANNE, now=NOW)
    assert tender.status is TenderStatus.IN_REVIEW
    review.approve(tender, "Conforme", by=LOIC, now=IN_TIME)
    [only] = review.rounds
    assert (tender.status, only.status, only.ended_at) == (TenderStatus.APPROVED, RoundStatus.APPROVED, IN_TIME)
    assert [(step.client, step.comment) for step in only.steps] == [("anne", None), ("loic", "Conforme")]


def test_each_step_is_taken_by_its_role() -> None:
    tender, review = submitted()
    with pytest.raises(StepOfAnotherRole) as refused:
        review.approve(tender, None, by=LOIC, now=NOW)
    assert refused.value.facts == {"role": "referent"}


def test_nobody_takes_two_steps() -> None:
    tender, review = submitted()
    review.approve(tender, None, by=MONA, now=NOW)
    with pytest.raises(FourEyes):
        review.approve(tender, None, by=MONA, now=NOW)


def test_nobody_approves_alone_what_it_submitted() -> None:
    tender, review = submitted(chain=(REFERENT,))
    with pytest.raises(FourEyes):
        review.approve(tender, None, by=ANNE, now=NOW)


def test_a_request_for_changes_goes_back_to_the_authors_and_stays_on_the_record() -> None:
    tender, review = submitted()
    review.request_changes(tender, "Allotir", by=ANNE, now=NOW)
    review.submit(tender, CHAIN, by=ANNE, now=NOW)
    first, second = review.rounds
    assert (first.status, first.steps[0].comment) == (RoundStatus.CHANGES_REQUESTED, "Allotir")
    assert (second.number, second.status) == (2, RoundStatus.PENDING)


def test_a_redraft_of_an_approved_tender_sends_it_back() -> None:
    tender, review = submitted()
    review.approve(tender, None, by=ANNE, now=NOW)
    review.approve(tender, None, by=LOIC, now=NOW)
    tender.redraft(Terms(**TERMS), lots(2), by=BUYER)
    assert tender.status is TenderStatus.DRAFT


def test_a_tender_in_review_is_not_redrafted() -> None:
    tender, _ = submitted()
    with pytest.raises(IllegalMove):
        tender.redraft(Terms(**TERMS), lots(2), by=BUYER)


def test_to_another_buyer_a_review_does_not_exist() -> None:
    tender, review = submitted()
    with pytest.raises(TenderNotFound):
        review.approve(tender, None, by=a_reviewer("paul", *ReviewRole, buyer=Buyer(OTHER_BUYER)), now=NOW)


@pytest.mark.parametrize(("value", "due"), [("89999.99", False), ("90000.00", True)])
def test_a_buyers_policy_asks_for_approval_from_its_threshold_on(value: str, due: bool) -> None:
    tender = a_draft(estimated_value=euros(value))
    approval = Approval(euros(90_000), CHAIN, "Règlement intérieur")
    if not due:
        return approval.must_be_given(tender)
    with pytest.raises(ApprovalMissing) as refused:
        approval.must_be_given(tender)
    assert refused.value.facts["policy"] == "Règlement intérieur"
    assert refused.value.facts["chain"] == ["referent", "legal"]
    tender.status = TenderStatus.APPROVED
    return approval.must_be_given(tender)


def test_who_approves_is_data() -> None:
    policy = approval_policy(SAMPLE)
    assert policy is not None
    assert chain_of(SAMPLE) == policy.chain
    assert [one.threshold.amount for one in approvals(SAMPLE)] == [policy.from_amount]
    assert authorities()[SAMPLE].sample
    assert (approvals(REGION), chain_of(REGION)) == ((), tuple(ReviewRole))
