"""Merging the proven and the new into one list that keeps room for newcomers."""

from collections.abc import Sequence
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
    if not one.candidate.awards:
        return Standing.FIRST
    return Standing.PROVEN if one.candidate.is_known_to(buyer) else Standing.NEW


def merged(found: Sequence[Scored], buyer: str | None, quota: Quota, limit: int) -> list[tuple[Standing, Scored]]:
    """The best first, with at least so many newcomers in every block of `quota.of` positions as long as there are any.

    Within a block the best candidate comes next, unless the rest of the block is owed to newcomers.
    """
    waiting: dict[Standing, list[Scored]] = {each: [] for each in Standing}
    for one in sorted(found, key=lambda each: each.order, reverse=True):
        waiting[standing(one, buyer)].append(one)
    taken: list[tuple[Standing, Scored]] = []
    while len(taken) < limit and any(waiting.values()):
        block = [each for each, _ in taken[len(taken) // quota.of * quota.of :]]
        room = min(quota.of, limit - (len(taken) - len(block))) - len(block)
        chosen = _next(waiting, _allowed(block, room, quota, waiting))
        taken.append((chosen, waiting[chosen].pop()))
    return taken


def _allowed(
    block: Sequence[Standing], room: int, quota: Quota, waiting: dict[Standing, list[Scored]]
) -> tuple[Standing, ...]:
    """Which lists may give the next position, given what is owed and the room that is left in the block."""
    first = block.count(Standing.FIRST)
    owed_first = min(max(0, quota.first - first), len(waiting[Standing.FIRST]))
    newcomers = len(waiting[Standing.FIRST]) + len(waiting[Standing.NEW])
    owed = min(max(0, quota.new - first - block.count(Standing.NEW)), newcomers)
    if room <= owed_first:
        return (Standing.FIRST,)
    return (Standing.NEW, Standing.FIRST) if room <= owed else tuple(Standing)


def _next(waiting: dict[Standing, list[Scored]], allowed: Sequence[Standing]) -> Standing:
    """The list whose best comes first; the others where none of the allowed has any."""
    heads = [each for each in allowed if waiting[each]] or [each for each in Standing if waiting[each]]
    return min(heads, key=lambda each: waiting[each][-1].order)
