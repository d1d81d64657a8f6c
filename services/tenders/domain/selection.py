"""Who goes on from one phase of a procedure to the next."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Self
from uuid import UUID

from chassis.errors import Conflict, Unacceptable
from contracts.procedures import LotNumber
from contracts.reference.procedures import Phase
from contracts.vocabulary import Identifier, Text
from services.tenders.domain.bid import Bid, BidNotFound


class NoFurtherPhase(Conflict):
    """The procedure has no such phase after this one."""


class TooFewCandidates(Unacceptable):
    """Fewer candidates are chosen than the law asks for; say why no more are suitable."""


def next_phase(phases: Sequence[Phase], current: str, wanted: str | None) -> Phase:
    """The phase that follows: the one that is wanted, if no phase is skipped that must be held."""
    ahead = _ahead(phases, current)
    found = next((phase for phase in ahead if wanted is None or phase.phase == wanted), None)
    if found is None:
        raise NoFurtherPhase(phase=current, possible=[phase.phase for phase in ahead])
    return found


def _ahead(phases: Sequence[Phase], current: str) -> list[Phase]:
    place = next(place for place, phase in enumerate(phases) if phase.phase == current)
    ahead: list[Phase] = []
    for phase in phases[place + 1 :]:
        ahead.append(phase)
        if not phase.optional:
            break
    return [*ahead, *([phases[place]] if phases[place].repeats else [])]


def standing(bids: Iterable[Bid], invited: Collection[Identifier] | None, lot: LotNumber | None = None) -> list[Bid]:
    """Of the bids of a phase that was held in rounds, those that stand for a lot or for any, by time of receipt.

    They are the last of each bidder for a lot, of those who were invited to the last round.
    """
    last: dict[tuple[Identifier, LotNumber], Bid] = {}
    for bid in sorted(bids, key=lambda one: one.received_at):
        if invited is None or bid.bidder in invited:
            last |= {(bid.bidder, number): bid for number in bid.lots if lot in (None, number)}
    found = {bid.id: bid for bid in last.values()}
    return sorted(found.values(), key=lambda one: one.received_at)


@dataclass(frozen=True)
class Choice:
    """The bids or requests that a buyer chose, and the phase that follows."""

    phase: Phase
    chosen: tuple[Bid, ...]

    @classmethod
    def among(cls, opened: Sequence[Bid], chosen: Collection[UUID], phase: Phase) -> Self:
        """The bids that were chosen among those that were opened."""
        found = tuple(bid for bid in opened if bid.id in chosen)
        if strangers := set(chosen) - {bid.id for bid in found}:
            raise BidNotFound(bids=sorted(map(str, strangers)))
        return cls(phase, found)

    @property
    def bidders(self) -> tuple[Identifier, ...]:
        """Whose bids they are."""
        return tuple(dict.fromkeys(bid.bidder for bid in self.chosen))

    @property
    def is_open(self) -> bool:
        """Whether the phase that follows is open to everyone, so that to be chosen is to be admitted."""
        return self.phase.open_to == "everyone"

    @property
    def invited(self) -> tuple[Identifier, ...] | None:
        """Who alone may take part in the phase that follows; None where everyone may."""
        return None if self.is_open else self.bidders

    @property
    def admitted(self) -> tuple[Identifier, ...]:
        """Who is admitted, where the phase that follows is open to others all the same."""
        return self.bidders if self.is_open else ()

    def must_be_enough(self, reason: Text | None) -> tuple[str, ...]:
        """Refuse fewer candidates than the law asks for, unless the buyer says why, which is kept: CCP R2144-9."""
        least, number = self.phase.minimum_candidates, len(self.bidders)
        if self.is_open or (number and number >= (least or 1)):
            return ()
        article = f"CCP {self.phase.article}"
        if not number or reason is None:
            raise TooFewCandidates(chosen=number, minimum=least or 1, article=article)
        return (f"Only {number} of at least {least} candidates are invited ({article}): {reason}",)
