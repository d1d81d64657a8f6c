"""An opening takes shares, forgets them when it is held, and tells once what was offered."""

from collections.abc import Callable
from copy import copy
from datetime import timedelta
from uuid import uuid4

import pytest
from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from hypothesis.strategies import booleans, integers, sampled_from

from chassis.errors import Refusal
from contracts.offers import Offer, OffersOpened
from contracts.vocabulary import euros
from services.tenders.domain.opening import (
    NEXT,
    GivenShare,
    Opening,
    OpeningStatus,
    OpeningTooEarly,
    ShareRefused,
    must_be_time,
    must_fit,
)
from services.tenders.domain.seal import Seal
from services.tenders.domain.tender import Tender
from services.tenders.domain.tender_state import IllegalMove
from services.tenders.domain.tender_status import TenderStatus
from tests.depth import examples
from tests.unit.tenders.builders import IN_TIME, a_published_tender

THRESHOLD = 3
SEAL = Seal(key_id="the key", suite="any", public_key="none", threshold=THRESHOLD, shares=())
MEMBERS = integers(1, 5)
OFFERS = (Offer(bid_id=uuid4(), lot=1, price=euros(1_000)),)


def a_share(index: int = 1, value: str = "a", key_id: str = "the key", needed: int = THRESHOLD) -> GivenShare:
    return GivenShare(key_id=key_id, index=index, needed=needed, value=value, checksum="c")


class OpeningMachine(RuleBasedStateMachine):
    @initialize()
    def schedule(self) -> None:
        self.tender = a_published_tender()
        self.opening = Opening.scheduled(self.tender, SEAL)
        self.acts, self.told = 0, 0

    def must_refuse(self, act: Callable[[], None]) -> None:
        before = copy(vars(self.opening))
        with pytest.raises(Refusal):
            act()
        assert vars(self.opening) == before

    @property
    def is_scheduled(self) -> bool:
        return self.opening.status is OpeningStatus.SCHEDULED

    @rule(index=MEMBERS, value=sampled_from("ab"))
    def contribute(self, index: int, value: str) -> None:
        share, before = a_share(index, value), self.opening.shares
        if not self.is_scheduled:
            self.must_refuse(lambda: self.opening.contribute(share, by="a member", at=IN_TIME))
            return
        self.opening.contribute(share, by="a member", at=IN_TIME)
        self.acts += share not in before
        assert [one for one in self.opening.shares if one.index == index] == [share]
        assert len(self.opening.shares) == len({one.index for one in self.opening.shares})

    @rule()
    def refuse(self) -> None:
        before = self.opening.shares
        self.opening.refuse("opening-too-early", by="a member", at=IN_TIME)
        self.acts += 1
        assert self.opening.acts[-1].refused == "opening-too-early"
        assert self.opening.shares == before

    @rule(some=booleans())
    def conclude(self, some: bool) -> None:
        offers, status, at = OFFERS if some else (), self.opening.status, IN_TIME + timedelta(hours=1)
        if not self.is_scheduled:
            self.must_refuse(lambda: self.opening.conclude(offers, at=at))
            return
        self.opening.conclude(offers, at=at)
        [told] = self.opening.hand_over()
        assert isinstance(told.fact, OffersOpened)
        assert (told.fact.offers, told.at, told.key) == (offers, at, str(self.tender.id))
        assert self.opening.status in NEXT[status]
        self.told += 1

    @invariant()
    def what_was_offered_is_told_once(self) -> None:
        assert self.told == self.opening.version == (0 if self.is_scheduled else 1)
        assert self.opening.hand_over() == []

    @invariant()
    def no_share_outlives_the_opening(self) -> None:
        assert self.is_scheduled or self.opening.shares == ()
        assert (self.opening.opened_at is None) == self.is_scheduled

    @invariant()
    def every_act_is_recorded(self) -> None:
        assert len(self.opening.acts) == self.acts
        assert self.opening.revision == 1 + self.acts + self.told


TestOpeningMachine = OpeningMachine.TestCase
TestOpeningMachine.settings = settings(max_examples=examples(150), stateful_step_count=10, deadline=None)


@pytest.mark.parametrize("status", TenderStatus)
def test_bids_are_opened_between_the_deadline_and_their_opening_alone(status: TenderStatus) -> None:
    tender: Tender = a_published_tender()
    tender.status = status
    if status is TenderStatus.CLOSED:
        must_be_time(tender)
        return
    with pytest.raises((OpeningTooEarly, IllegalMove)):
        must_be_time(tender)


@pytest.mark.parametrize("share", [a_share(key_id="another"), a_share(needed=2)])
def test_a_share_of_another_key_is_refused(share: GivenShare) -> None:
    must_fit(a_share(), SEAL)
    with pytest.raises(ShareRefused):
        must_fit(share, SEAL)
