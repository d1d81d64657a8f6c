"""Opened bids, and tenders that wait for their evaluation, as the tests speak of them."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from contracts.offer_form import OfferForm, OfferLot, OfferMember
from contracts.procedures import Criterion, CriterionKind
from contracts.reference.abnormal import abnormal_rules
from contracts.reference.price_formulas import default_formula
from contracts.vocabulary import Identifier, Money
from services.tenders.domain.bid import Bid, BidStatus
from services.tenders.domain.evidence import Evidence
from services.tenders.domain.inquiry import Inquiry
from services.tenders.domain.judgement import Judgement, JudgementStatus
from services.tenders.domain.ranking import Yardstick
from services.tenders.domain.scoring import Score
from tests.unit.tenders.builders import IN_TIME

COMPANIES = (
    ("79878508500035", "Le Forum du livre"),
    ("35600000000048", "La Poste"),
    ("55208131766522", "EDF"),
    ("54205118000066", "TotalEnergies"),
)
TENDER = UUID(int=9)
OPENED = IN_TIME + timedelta(days=1)
PRICE = Criterion(name="Prix", kind=CriterionKind.PRICE, weight=40)
QUALITY = Criterion(name="Valeur technique", kind=CriterionKind.QUALITY, weight=60, maximum=10)


def bid_id(number: int) -> UUID:
    return UUID(int=number)


def an_opened_bid(number: int, tender_id: UUID, *prices: str | None) -> Bid:
    """The bid of company `number`, with its price for lots 1, 2 and so on."""
    identifier, name = COMPANIES[number]
    lots = tuple(OfferLot(lot=lot, price=Money(amount=price)) for lot, price in enumerate(prices, 1) if price)
    member = OfferMember(identifier=Identifier(id=identifier), name=name)
    return Bid(
        id=UUID(int=tender_id.int ^ (number + 1)),
        tender_id=tender_id,
        phase="tenders",
        bidder=member.identifier,
        depositor=f"portal {number}",
        lots=tuple(range(1, len(prices) + 1)),
        pieces=(),
        received_at=IN_TIME - timedelta(days=5 - number),
        status=BidStatus.OPENED,
        form=OfferForm(members=(member,), lots=lots),
    )


def yardsticks(*criteria: Criterion) -> tuple[Yardstick, ...]:
    return tuple(
        Yardstick(number, each, each.maximum or 20, default_formula())
        for number, each in enumerate(criteria or (PRICE, QUALITY), 1)
    )


def a_judgement(bid: UUID, status: JudgementStatus = JudgementStatus.ADMISSIBLE, tender_id: UUID = TENDER) -> Judgement:
    judgement = Judgement.begun(tender_id, bid, 1, by="referent", at=OPENED)
    if status is not JudgementStatus.PENDING:
        judgement.judge(status, "Motif", by="referent", now=OPENED)
    return judgement


def a_score(bid: UUID, mark: Any, evaluator: str = "anne", criterion: int = 2) -> Score:
    return Score(bid, criterion, evaluator, Decimal(mark), "Motif", OPENED)


def some_evidence(
    prices: Mapping[UUID, str],
    scores: Iterable[Score] = (),
    *,
    criteria: Iterable[Criterion] = (),
    judgements: Mapping[UUID, Judgement] | None = None,
    inquiries: Mapping[UUID, Inquiry] | None = None,
    estimate: str | None = None,
) -> Evidence:
    return Evidence(
        yardsticks=yardsticks(*criteria),
        bids=tuple(prices),
        prices={bid: Decimal(price) for bid, price in prices.items()},
        judgements={bid: a_judgement(bid) for bid in prices} if judgements is None else judgements,
        inquiries=inquiries or {},
        scores=tuple(scores),
        estimate=Decimal(estimate) if estimate else None,
        rules=abnormal_rules(),
    )
