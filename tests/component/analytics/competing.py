"""Tenders with bids, opened and decided, as the marketplace tells them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from contracts.envelope import Envelope
from contracts.fact import Fact
from contracts.offer_form import OfferMember
from contracts.offers import Offer, OffersOpened
from contracts.procedures import (
    BidRejected,
    BidsOpened,
    ContractAwarded,
    LotClosed,
    LotNotice,
    OpenedBid,
    RejectionGround,
    TenderPublished,
)
from contracts.vocabulary import Identifier, LotOutcome, euros
from tests.component.analytics.telling import COMPANIES, REGION, a_holder, told


def named(name: str) -> UUID:
    return uuid5(NAMESPACE_URL, name)


@dataclass
class Tender:
    """One tender; its facts are told in turn, those of the prices on a topic of their own."""

    name: str
    year: int = 2025
    lots: int = 1
    buyer: str = REGION
    procedure: str = "open"
    public: list[Envelope] = field(default_factory=list)
    secret: list[Envelope] = field(default_factory=list)

    @property
    def id(self) -> UUID:
        return named(f"tender {self.name}")

    def bid(self, number: int, lot: int = 1) -> UUID:
        return named(f"bid {self.name} {lot} {number}")

    def at(self, days: int) -> datetime:
        return datetime(self.year, 3, 1, 12, tzinfo=UTC) + timedelta(days=days)

    def say(self, fact: Fact) -> None:
        self.public.append(told(fact, self.id, len(self.public) + 1))

    def publish(self) -> "Tender":
        notices = tuple(LotNotice(number=n, title=f"Lot {n}") for n in range(1, self.lots + 1))
        facts: dict[str, Any] = {"department": "schools", "area": "supplies", "nature": "goods", "technique": "simple"}
        when = {"published_at": self.at(0), "deadline": self.at(35)}
        worth = {"estimated_value": euros(100_000), "cpv": "30197630", "places": (), "lots": notices}
        who = {"tender_id": self.id, "title": self.name, "buyer": self.buyer, "procedure": self.procedure}
        self.say(TenderPublished(**facts, **when, **worth, **who))
        return self

    def open(self, *prices: str, companies: Sequence[str] = COMPANIES) -> "Tender":
        """The bids of each lot, in the order of the prices."""
        lots = range(1, self.lots + 1)
        bids = [
            OpenedBid(
                bid_id=self.bid(number, lot),
                received_at=self.at(30),
                lots=(lot,),
                members=(_member(companies[number]),),
            )
            for lot in lots
            for number in range(len(prices))
        ]
        self.say(BidsOpened(tender_id=self.id, phase="tenders", opened_at=self.at(36), bids=tuple(bids)))
        offers = [
            Offer(bid_id=self.bid(number, lot), lot=lot, price=euros(price))
            for lot in lots
            for number, price in enumerate(prices)
        ]
        opening = named(f"opening {self.name}")
        what = {"opening_id": opening, "tender_id": self.id, "phase": "tenders", "opened_at": self.at(36)}
        prices_told = told(OffersOpened(**what, offers=tuple(offers)), opening, 1)
        self.secret.append(prices_told.model_copy(update={"partitionkey": str(self.id)}))
        return self

    def reject(self, number: int, lot: int = 1) -> "Tender":
        ground = {"ground": RejectionGround.IRREGULAR, "reason": "Signature absente", "rejected_at": self.at(40)}
        self.say(BidRejected(tender_id=self.id, bid_id=self.bid(number, lot), lot=lot, **ground))
        return self

    def award(self, number: int, bids: int, lot: int = 1) -> "Tender":
        award = {"award_id": named(f"award {self.name} {lot}"), "bid_id": self.bid(number, lot), "bids": bids}
        value, at = euros(90_000), self.at(50)
        self.say(
            ContractAwarded(tender_id=self.id, lot=lot, holders=(a_holder(),), value=value, awarded_at=at, **award)
        )
        self.say(LotClosed(tender_id=self.id, lot=lot, outcome=LotOutcome.AWARDED, bids=bids, closed_at=at))
        return self


def _member(siret: str) -> OfferMember:
    return OfferMember(identifier=Identifier(id=siret), name="Ti Embregerezh")
