"""Merging the proven and the new into one list that keeps room for newcomers."""

from collections.abc import Mapping, Sequence
from enum import StrEnum

from contracts.reference.matching import Quota
from services.suppliers.domain.matching.score import Scored


class Standing(StrEnum):
    """What a supplier is to the buyer: proven with it, new to it, or never awarded by anyone (primo-accédant)."""

    PROVEN = "proven"
    NEW = "new"
    FIRST = "first"


def standing(one: Scored, buyer: str | None) -> Standing:
    """The list that a candidate belongs to."""
    if not one.candidate.awards.last:
        return Standing.FIRST
    return Standing.PROVEN if one.candidate.is_known_to(buyer) else Standing.NEW


def merged(found: Sequence[Scored], buyer: str | None, quota: Quota, limit: int) -> list[tuple[Standing, Scored]]:
    """The best first, with room for newcomers and for the proven in every block of `quota.of` positions.

    Room for the proven that the buyer's own do not fill is kept for those whom others have proven.
    Within a block the best candidate comes next, unless the rest of the block is owed to others. Whoever is owed room
    but not there leaves it to the others.
    """
    waiting: dict[Standing, list[Scored]] = {each: [] for each in Standing}
    for one in sorted(found, key=lambda each: each.order, reverse=True):
        waiting[standing(one, buyer)].append(one)
    taken: list[tuple[Standing, Scored]] = []
    while len(taken) < limit and any(waiting.values()):
        block = [each for each, _ in taken[len(taken) // quota.of * quota.of :]]
        allowed = _allowed(block, quota, {each: len(left) for each, left in waiting.items()})
        chosen = min(allowed, key=lambda each: waiting[each][-1].order)
        taken.append((chosen, waiting[chosen].pop()))
    return taken


def _allowed(block: Sequence[Standing], quota: Quota, left: Mapping[Standing, int]) -> list[Standing]:
    """Which lists may give the next position, given what each is owed in the rest of the block."""
    first, new, proven = (block.count(each) for each in (Standing.FIRST, Standing.NEW, Standing.PROVEN))
    room = quota.of - len(block)
    owed_first = min(max(0, quota.first - first), left[Standing.FIRST])
    owed_new = min(max(0, quota.new - first - new), left[Standing.FIRST] + left[Standing.NEW])
    owed_new = max(owed_new, owed_first)
    owed_proven = min(max(0, quota.proven - proven), left[Standing.PROVEN])
    owed_awarded = min(max(0, quota.proven - proven - new), left[Standing.PROVEN] + left[Standing.NEW])
    rooms = {
        Standing.FIRST: room - max(owed_proven, owed_awarded),
        Standing.NEW: room - owed_proven - owed_first,
        Standing.PROVEN: room - owed_new,
    }
    return [each for each in Standing if left[each] and rooms[each] > 0]
