"""All that the evaluation of a lot rests on, and what follows from it alone."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import cached_property
from uuid import UUID

from chassis.errors import Unacceptable
from services.tenders.domain.abnormal import Rule, suspects
from services.tenders.domain.bid import BidNotFound
from services.tenders.domain.inquiry import Inquiry
from services.tenders.domain.judgement import Judgement, JudgementStatus
from services.tenders.domain.ranking import Ranked, Yardstick, rank
from services.tenders.domain.scoring import Score

_SOUND = frozenset({JudgementStatus.ADMISSIBLE, JudgementStatus.ABNORMALLY_LOW, JudgementStatus.INELIGIBLE})
"""Bids whose prices are compared: those ruled out for their price too, or else ruling one out would raise suspicion
against the next."""

Missing = list[dict[str, object]]


class PriceMissing(Unacceptable):
    """A bid without a price for the lot is irregular."""


@dataclass(frozen=True)
class Evidence:
    """The criteria of a lot, its bids by time of receipt, what was judged of them, and every mark in the order given.

    `prices` and `estimate` exclude VAT; a bid without a price for the lot has none. `rules` say which prices seem
    abnormally low.
    """

    yardsticks: tuple[Yardstick, ...]
    bids: tuple[UUID, ...]
    prices: Mapping[UUID, Decimal]
    judgements: Mapping[UUID, Judgement]
    inquiries: Mapping[UUID, Inquiry]
    scores: Sequence[Score]
    estimate: Decimal | None
    rules: tuple[Rule, ...]

    @cached_property
    def admissible(self) -> tuple[UUID, ...]:
        """The bids in the running."""
        return self._judged({JudgementStatus.ADMISSIBLE})

    @cached_property
    def suspects(self) -> Mapping[UUID, tuple[str, ...]]:
        """The bids whose price seems abnormally low, by the codes of the rules that say so."""
        compared = {bid: self.prices[bid] for bid in self._judged(_SOUND) if bid in self.prices}
        return suspects(compared, self.estimate, self.rules)

    @property
    def questioned(self) -> frozenset[UUID]:
        """The bids whose price is suspect, or was questioned by a person."""
        return frozenset(self.suspects) | frozenset(self.inquiries)

    @property
    def counts(self) -> dict[str, int]:
        """How many bids there are, how many of them of which kind, and what price alone weighs, in percent."""
        return {
            "bids": len(self.bids),
            "admissible": len(self.admissible),
            "abnormally_low": len(self.questioned),
            "abnormally_low_rejected": len(self._judged({JudgementStatus.ABNORMALLY_LOW})),
            "price_weight": sum(one.criterion.weight for one in self.yardsticks if one.priced),
        }

    def must_allow(self, bid: UUID, status: JudgementStatus) -> None:
        """Refuse to admit a bid that gives no price for the lot."""
        if status is JudgementStatus.ADMISSIBLE and bid not in self.prices:
            raise PriceMissing(bid=str(bid), article="CCP L2152-2")

    def must_hold(self, bid: UUID) -> None:
        """Refuse a bid that was not opened for this lot."""
        if bid not in self.bids:
            raise BidNotFound

    def missing(self, evaluators: Iterable[str]) -> Missing:
        """What must still be done before the bids can be ranked on the marks of these evaluators."""
        return [*self._unjudged(), *self._unheard(), *self._unmarked(tuple(evaluators))]

    def ranking(self, evaluators: Iterable[str], draw: Sequence[UUID], concluded_at: datetime | None) -> list[Ranked]:
        """The bids in order; those whose bidder turned out ineligible after the conclusion keep their place."""
        panel, marks = frozenset(evaluators), dict[tuple[UUID, int], list[Decimal]]()
        for score in self.current():
            if score.evaluator in panel:
                marks.setdefault((score.bid_id, score.criterion), []).append(score.mark)
        return rank(self.yardsticks, marks, {bid: self.prices[bid] for bid in self._ranked(concluded_at)}, draw)

    def current(self) -> list[Score]:
        """The last mark of each evaluator for each bid and criterion."""
        return list({score.place: score for score in self.scores}.values())

    def _judged(self, statuses: Iterable[JudgementStatus]) -> tuple[UUID, ...]:
        wanted = frozenset(statuses)
        return tuple(bid for bid in self.bids if bid in self.judgements and self.judgements[bid].status in wanted)

    def _ranked(self, concluded_at: datetime | None) -> list[UUID]:
        late = {
            bid
            for bid in self._judged({JudgementStatus.INELIGIBLE})
            if concluded_at is not None and self.judgements[bid].at >= concluded_at
        }
        return [bid for bid in self.bids if bid in late or bid in self.admissible]

    def _unjudged(self) -> Missing:
        judged = set(self._judged(status for status in JudgementStatus if status is not JudgementStatus.PENDING))
        return [{"what": "judgement", "bid": str(bid)} for bid in self.bids if bid not in judged]

    def _unheard(self) -> Missing:
        waiting = (bid for bid in self.admissible if bid in self.questioned and not self._is_heard(bid))
        return [{"what": "price-decision", "bid": str(bid)} for bid in waiting]

    def _is_heard(self, bid: UUID) -> bool:
        return bid in self.inquiries and self.inquiries[bid].decided

    def _unmarked(self, evaluators: tuple[str, ...]) -> Missing:
        given = {score.place for score in self.scores}
        return [
            {"what": "score", "bid": str(bid), "criterion": one.number, "evaluator": evaluator}
            for bid in self.admissible
            for one in self.yardsticks
            for evaluator in evaluators
            if not one.priced and (bid, one.number, evaluator) not in given
        ]
