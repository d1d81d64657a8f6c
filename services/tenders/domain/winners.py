"""Which of the ranked bids win a lot."""

from collections.abc import Collection, Sequence
from uuid import UUID

from chassis.errors import Unacceptable
from services.tenders.domain.evaluation import NoBidAdmissible
from services.tenders.domain.holders import TooManyHolders
from services.tenders.domain.ranking import Ranked


class PassedOverWithoutNeed(Unacceptable):
    """Only bids that are ranked before the winner are passed over."""


def winners(
    ranking: Sequence[Ranked], passed_over: Collection[UUID], *, count: int = 1, most: int | None = 1
) -> list[Ranked]:
    """The first `count` bids whose bidders may hold the contract; the ranking is followed, and not made anew.

    At the most `most` of them where that is known: CCP R2144-7, R2162-9.
    """
    left = [one for one in ranking if one.bid_id not in passed_over]
    if not left:
        raise NoBidAdmissible
    bound = len(left) if most is None else min(most, len(left))
    if count > bound:
        raise TooManyHolders(holders=count, most=bound, article="CCP R2162-9")
    chosen = left[:count]
    before = {one.bid_id for one in ranking if one.rank < chosen[-1].rank}
    if needless := set(passed_over) - before:
        raise PassedOverWithoutNeed(bids=sorted(map(str, needless)), article="CCP R2144-7")
    return chosen
