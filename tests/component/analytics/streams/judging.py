"""From the opening of bids to the award of each lot, its annulment, and the award after that."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from contracts.offers import Offer, OffersOpened
from contracts.procedures import (
    AwardAnnulled,
    AwardApproved,
    AwardConfirmed,
    AwardNotified,
    AwardProposed,
    BidReinstated,
    BidRejected,
    BidsOpened,
    ContractAwarded,
    EvaluationOpened,
    EvaluationReopened,
    LoserNotified,
    LotClosed,
    LotEvaluated,
    LotReopened,
    OpenedBid,
    RejectionGround,
)
from contracts.vocabulary import LotOutcome, Money
from tests.component.analytics.streams.calling import Call
from tests.component.analytics.streams.chronicle import Chronicle
from tests.component.analytics.streams.people import Company


@dataclass(frozen=True)
class Bid:
    """A bid and the companies behind it."""

    told: OpenedBid
    companies: list[Company]


@dataclass(frozen=True)
class Given:
    """A lot that was given to somebody: what a contract is made of."""

    lot: int
    companies: list[Company]
    value: Money
    bids: int
    at: datetime


class Judging:
    """A tender once its time is over."""

    def __init__(self, told: Chronicle, call: Call) -> None:
        self.told, self.call, self.at = told, call, call.deadline
        self.bids: list[Bid] = []

    def open(self) -> None:
        self.at = self.call.deadline + timedelta(days=1, minutes=self.told.random.randint(0, 900))
        self.bids = [self._bid() for _ in range(self.told.one((0, 1, 1, 2, 3, 5)))]
        opened = tuple(bid.told for bid in self.bids)
        late = self.told.one((0, 0, 1))
        phase, tender = self.call.phase, self.call.id
        self.call.tell(BidsOpened(tender_id=tender, phase=phase, opened_at=self.at, bids=opened, late=late), self.at)
        if phase == "tenders":
            self._tell_offers(opened)

    def _bid(self) -> Bid:
        numbers = [lot.number for lot in self.call.lots]
        lots = tuple(sorted(self.told.random.sample(numbers, self.told.random.randint(1, len(numbers)))))
        companies, readable = self.call.people.several(), self.told.chance(0.92)
        known: dict[str, Any] = {"members": self.call.people.members(companies)} if readable else {}
        received = self.call.deadline - timedelta(hours=self.told.random.randint(-1, 200))
        said = OpenedBid(bid_id=self.told.identity(), received_at=received, lots=lots, readable=readable, **known)
        return Bid(said, companies)

    def _tell_offers(self, opened: tuple[OpenedBid, ...]) -> None:
        opening = self.told.identity()
        offers = tuple(
            Offer(bid_id=bid.bid_id, lot=lot, price=self.told.maybe(self.told.money(), 0.9))
            for bid in opened
            if bid.readable
            for lot in bid.lots
        )
        whole = {"opening_id": opening, "tender_id": self.call.id, "phase": self.call.phase, "opened_at": self.at}
        self.told.tell(OffersOpened(**whole, offers=offers), opening, self.call.id, self.at)

    def decide(self, number: int) -> Given | None:
        """Judge the bids for a lot, and give it to one of them or to none."""
        running = [bid for bid in self._received(number) if self._judged(bid, number)]
        self._pass(20)
        if not running or self.told.chance(0.1):
            return self._close(number, self.told.one((LotOutcome.UNSUCCESSFUL, LotOutcome.DROPPED)))
        self._evaluate(number, len(running))
        given = self._award(number, running)
        return given or self._again(number, running)

    def _again(self, number: int, running: list[Bid]) -> Given | None:
        if self.told.chance(0.4):
            return self._close(number, LotOutcome.DROPPED)
        self._evaluation(EvaluationReopened, number, reason="Adwelet", reopened_at=self.at)
        self._evaluate(number, len(running), opened=True)
        return self._award(number, running)

    def stated(self, number: int) -> Given | None:
        """What a buyer states who took the bids elsewhere: nothing is known of them but how many."""
        self._pass(30)
        bids, companies = self.told.one((0, 1, 2, 4)), self.call.people.several()
        if not bids:
            return self._close(number, LotOutcome.UNSUCCESSFUL)
        return self._give(number, companies, bids, {})

    def _received(self, number: int) -> list[Bid]:
        return [bid for bid in self.bids if number in bid.told.lots and bid.told.readable]

    def _judged(self, bid: Bid, number: int) -> bool:
        """Whether it stays in the running: some are ruled out, some of these are let in again."""
        whom = {"tender_id": self.call.id, "bid_id": bid.told.bid_id, "lot": number}
        subject, rejected = uuid5(NAMESPACE_URL, f"{bid.told.bid_id}/{number}"), False
        while self.told.chance(0.3):
            self._pass(1)
            if rejected:
                fact = BidReinstated(**whom, reason="Reizhet", reinstated_at=self.at)
                self.call.tell(fact, self.at, subject)
            else:
                ground = self.told.one(tuple(RejectionGround))
                self.call.tell(BidRejected(**whom, ground=ground, reason="Fall", rejected_at=self.at), self.at, subject)
            rejected = not rejected
        return not rejected

    def _evaluate(self, number: int, admissible: int, *, opened: bool = False) -> None:
        if not opened:
            self._evaluation(EvaluationOpened, number, evaluators=2, opened_at=self.at)
        self._pass(5)
        low = self.told.random.randint(0, min(admissible, 2))
        counts = {"bids": len(self._received(number)), "admissible": admissible, "abnormally_low": low, "evaluators": 2}
        weight = self.told.one((30, 60, 100))
        more = {"abnormally_low_rejected": self.told.random.randint(0, low), "price_weight": weight}
        self._evaluation(LotEvaluated, number, **counts, **more, concluded_at=self.at)

    def _evaluation(self, kind: Any, number: int, **more: Any) -> None:
        subject = uuid5(NAMESPACE_URL, f"evaluation {self.call.id}/{number}")
        self.call.tell(kind(tender_id=self.call.id, lot=number, **more), self.at, subject)

    def _award(self, number: int, running: list[Bid]) -> Given | None:
        """None where the award was annulled: then the lot is open again."""
        award, winner = self.told.identity(), self.told.one(running)
        whole = {"tender_id": self.call.id, "award_id": award, "lot": number}
        self.call.tell(AwardProposed(**whole, proposed_at=self.at), self.at, award)
        self._pass(4)
        self.call.tell(AwardApproved(**whole, approved_at=self.at), self.at, award)
        self._pass(20)
        about = {"award_id": award, "bid_id": winner.told.bid_id}
        given = self._give(number, winner.companies, len(self._received(number)), about)
        self._tell_losers(number, winner, whole, award)
        self._pass(12)
        if self.told.chance(0.2):
            self.call.tell(AwardAnnulled(**whole, reason="Torret", annulled_at=self.at), self.at, award)
            reopened = LotReopened(tender_id=self.call.id, lot=number, reason="Torret", reopened_at=self.at)
            self.call.tell(reopened, self.at)
            return None
        self.call.tell(AwardConfirmed(**whole, confirmed_at=self.at), self.at, award)
        return given

    def _tell_losers(self, number: int, winner: Bid, whole: dict[str, Any], award: UUID) -> None:
        losers = [bid for bid in self._received(number) if bid is not winner and self.told.chance(0.9)]
        for bid in losers:
            motivated = self.told.chance(0.8)
            told = LoserNotified(**whole, bid_id=bid.told.bid_id, notified_at=self.at, motivated=motivated)
            self.call.tell(told, self.at, award)
        first = (self.at + timedelta(days=12)).date()
        self.call.tell(
            AwardNotified(**whole, losers=len(losers), notified_at=self.at, signature_from=first), self.at, award
        )

    def _give(self, number: int, companies: list[Company], bids: int, about: dict[str, UUID]) -> Given:
        self._close(number, LotOutcome.AWARDED, bids)
        value, holders = self.told.money(), self.call.people.holders(companies)
        whole = {"tender_id": self.call.id, "lot": number, "holders": holders, "value": value, "bids": bids}
        self.call.tell(ContractAwarded(**whole, awarded_at=self.at, **about), self.at)
        return Given(number, companies, value, bids, self.at)

    def _close(self, number: int, outcome: LotOutcome, bids: int | None = None) -> None:
        received = len(self._received(number)) if bids is None else bids
        reason = None if outcome is LotOutcome.AWARDED else self.told.one(("Hini ebet", "Re ger", "Dilezet"))
        fact = LotClosed(
            tender_id=self.call.id, lot=number, outcome=outcome, bids=received, reason=reason, closed_at=self.at
        )
        self.call.tell(fact, self.at)

    def _pass(self, days: int) -> None:
        self.at += timedelta(days=self.told.random.randint(0, days), minutes=self.told.random.randint(1, 600))
