"""Who goes on from one phase of a procedure to the next."""

from collections.abc import Collection, Sequence
from uuid import UUID

from chassis.errors import Conflict, Unacceptable
from contracts.reference.procedures import Phase
from contracts.vocabulary import Text
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


def selected(opened: Sequence[Bid], chosen: Collection[UUID]) -> list[Bid]:
    """The bids that were chosen among those that were opened."""
    found = [bid for bid in opened if bid.id in chosen]
    if strangers := set(chosen) - {bid.id for bid in found}:
        raise BidNotFound(bids=sorted(map(str, strangers)))
    return found


def must_be_enough(phase: Phase, chosen: Sequence[Bid], reason: Text | None) -> tuple[str, ...]:
    """Refuse fewer candidates than the law asks for, unless the buyer says why, which is kept: CCP R2144-9."""
    least = phase.minimum_candidates
    if not chosen:
        raise TooFewCandidates(chosen=0, minimum=least or 1, article=f"CCP {phase.article}")
    if least is None or len({bid.bidder for bid in chosen}) >= least:
        return ()
    if reason is None:
        raise TooFewCandidates(chosen=len(chosen), minimum=least, article=f"CCP {phase.article}")
    return (f"Only {len(chosen)} of at least {least} candidates are invited (CCP {phase.article}): {reason}",)
