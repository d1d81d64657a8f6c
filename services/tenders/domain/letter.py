"""What a bidder whose bid was not retained is told (lettre de rejet)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from contracts.procedures import LotNumber, RejectionGround
from contracts.vocabulary import Day, Instant, Text, Word
from services.tenders.domain.evidence import Evidence
from services.tenders.domain.judgement import Judgement
from services.tenders.domain.ranking import Ranked


class Comparison(Word):
    """What a bid earned under a criterion beside what the winner did, and what evaluators said of the bid."""

    criterion: Text
    weight: int
    points: Decimal
    winner_points: Decimal
    remarks: tuple[Text, ...] = ()


class RejectionLetter(Word):
    """The reasons for which a bid was not retained: CCP R2181-1, R2181-3.

    A bid that was ruled out bears its `ground` and `reason`; one that was ranked its place, its points, and in
    `advantages` what the winning bid does better, the first ranked of those that win a framework agreement together.
    The contract is not signed before `signature_from`.
    """

    award_id: UUID
    bid_id: UUID
    lot: LotNumber
    sent_at: Instant
    signature_from: Day
    winner: Text
    further_winners: tuple[Text, ...] = ()
    rank: int | None = None
    total: Decimal | None = None
    winner_total: Decimal | None = None
    comparison: tuple[Comparison, ...] = ()
    advantages: tuple[Text, ...] = ()
    ground: RejectionGround | None = None
    reason: Text | None = None


@dataclass(frozen=True)
class Post:
    """Writes the letters of an award: who won, when they are sent and when the contract may be signed."""

    award_id: UUID
    lot: int
    winner: Text
    sent_at: datetime
    signature_from: Day
    further_winners: tuple[Text, ...] = ()

    def letters(self, evidence: Evidence, ranking: Sequence[Ranked], winning: Sequence[UUID]) -> list[RejectionLetter]:
        """One letter for every bid but the winning ones, the best of which comes first; none left out."""
        places = {one.bid_id: one for one in ranking}
        losers = [bid for bid in evidence.bids if bid not in winning]
        return [self._letter(bid, evidence, places, places[winning[0]]) for bid in losers]

    def _letter(self, bid: UUID, evidence: Evidence, places: Mapping[UUID, Ranked], best: Ranked) -> RejectionLetter:
        judgement = evidence.judgements[bid]
        if judgement.status.ground:
            return self._of_ruled_out(bid, judgement)
        place = places[bid]
        return self._blank(bid).model_copy(
            update={
                "rank": place.rank,
                "total": place.total,
                "winner_total": best.total,
                "comparison": _comparison(place, best, evidence),
                "advantages": _advantages(place, best),
            }
        )

    def _of_ruled_out(self, bid: UUID, judgement: Judgement) -> RejectionLetter:
        why = {"ground": judgement.status.ground, "reason": judgement.reason}
        return self._blank(bid).model_copy(update=why)

    def _blank(self, bid: UUID) -> RejectionLetter:
        return RejectionLetter(**vars(self), bid_id=bid)


def _comparison(place: Ranked, best: Ranked, evidence: Evidence) -> tuple[Comparison, ...]:
    remarks: dict[int, list[Text]] = {}
    for score in evidence.current():
        if score.bid_id == place.bid_id:
            remarks.setdefault(score.criterion, []).append(score.reason)
    return tuple(
        Comparison(
            criterion=own.name,
            weight=own.weight,
            points=own.points,
            winner_points=other.points,
            remarks=tuple(remarks.get(own.criterion, ())),
        )
        for own, other in zip(place.parts, best.parts, strict=True)
    )


def _advantages(place: Ranked, best: Ranked) -> tuple[Text, ...]:
    """Where the winner earned more; at equal points its price, or the draw, put it first."""
    better = tuple(
        f"{other.name} : {_written(other.points)} points sur {other.weight}, contre {_written(own.points)}"
        for own, other in zip(place.parts, best.parts, strict=True)
        if other.points > own.points
    )
    return better or ("Rang départagé par le prix, puis par tirage au sort",)


def _written(points: Decimal) -> str:
    """Points as French letters write them: `46,875`."""
    return f"{points.normalize():f}".replace(".", ",")
