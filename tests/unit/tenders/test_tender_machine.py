"""Every legal move of a tender works, every other is refused and changes nothing, and each fact is one version."""

from collections.abc import Callable
from copy import copy
from datetime import timedelta

import pytest
from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from hypothesis.strategies import integers, sampled_from

from chassis.errors import Refusal
from services.tenders.domain.lot import Fruitless, LotStatus
from services.tenders.domain.tender import Tender
from services.tenders.domain.tender_status import NEXT, TenderStatus
from services.tenders.domain.terms import Terms
from tests.depth import examples
from tests.unit.tenders.builders import BUYER, IN_TIME, NOW, OPEN_LIMIT, TERMS, a_draft, an_award, lots

OPEN = {TenderStatus.DRAFT, TenderStatus.PUBLISHED, TenderStatus.CLOSED}


class TenderMachine(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.tender: Tender = a_draft(2)
        self.told = 0

    def expect(self, legal: bool, facts: int, act: Callable[[], None]) -> None:
        before, status = copy(vars(self.tender)), self.tender.status
        if not legal:
            with pytest.raises(Refusal):
                act()
            assert vars(self.tender) == before
            return
        act()
        told = self.tender.hand_over()
        assert [one.version for one in told] == list(range(self.told + 1, self.told + facts + 1))
        assert self.tender.revision == before["revision"] + max(facts, 1)
        assert self.tender.status is status or self.tender.status in NEXT[status]
        self.told += facts

    @property
    def public(self) -> int:
        return int(self.tender.is_public)

    @rule()
    def redraft(self) -> None:
        legal = self.tender.status is TenderStatus.DRAFT
        self.expect(legal, 0, lambda: self.tender.redraft(Terms(**TERMS), lots(2), by=BUYER))

    @rule(days=integers(-1, 60))
    def publish(self, days: int) -> None:
        legal = self.tender.status is TenderStatus.DRAFT and days >= 31
        deadline = NOW + timedelta(days=days)
        self.expect(legal, 1, lambda: self.tender.publish(deadline, by=BUYER, now=NOW, limit=OPEN_LIMIT))

    @rule(days=integers(0, 90))
    def close(self, days: int) -> None:
        now = NOW + timedelta(days=days)
        legal = self.tender.status is TenderStatus.PUBLISHED and now >= (self.tender.deadline or now)
        self.expect(legal, 1, lambda: self.tender.close(now))

    @rule(number=integers(0, 3), outcome=sampled_from(Fruitless))
    def close_lot(self, number: int, outcome: Fruitless) -> None:
        self.expect(
            self.decidable(number),
            1,
            lambda: self.tender.close_lot(number, outcome=outcome, bids=0, reason="Motif", by=BUYER, now=IN_TIME),
        )

    @rule(number=integers(0, 3), bids=integers(0, 2))
    def award_lot(self, number: int, bids: int) -> None:
        legal = self.decidable(number) and bids > 0
        self.expect(legal, 2, lambda: self.tender.award_lot(number, bids=bids, award=an_award(), by=BUYER))

    @rule(contracts=sampled_from([0, 0, 0, 1]))
    def cancel(self, contracts: int) -> None:
        legal = self.tender.status in OPEN and not contracts
        self.expect(legal, self.public, lambda: self.tender.cancel("Motif", by=BUYER, now=NOW, contracts=contracts))

    def decidable(self, number: int) -> bool:
        closed = self.tender.status is TenderStatus.CLOSED
        return closed and number in (1, 2) and self.tender.lot(number).status is LotStatus.OPEN

    @invariant()
    def a_version_is_the_number_of_facts_told(self) -> None:
        assert self.tender.version == self.told

    @invariant()
    def a_tender_is_decided_when_and_only_when_its_lots_are(self) -> None:
        decided = all(lot.status is not LotStatus.OPEN for lot in self.tender.lots)
        assert (self.tender.status in (TenderStatus.AWARDED, TenderStatus.UNSUCCESSFUL)) == decided


TestTenderMachine = TenderMachine.TestCase
TestTenderMachine.settings = settings(max_examples=examples(150), stateful_step_count=12, deadline=None)
