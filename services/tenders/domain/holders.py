"""Who may hold a contract together."""

from collections.abc import Sequence

from chassis.errors import Unacceptable
from contracts.vocabulary import Holder, Role


class HoldersInconsistent(Unacceptable):
    """A contract has one sole holder, or a lead with its members."""


class SharesExceedWhole(Unacceptable):
    """The shares of the holders add up to more than the contract."""


def must_agree(holders: Sequence[Holder]) -> None:
    """Refuse roles and shares that contradict each other (groupement d'opérateurs économiques): CCP R2142-19 to -24."""
    roles = sorted(holder.role for holder in holders)
    group = roles.count(Role.LEAD) == 1 and Role.SOLE not in roles
    if roles != [Role.SOLE] and not group:
        raise HoldersInconsistent(roles=roles)
    if sum(holder.share or 0 for holder in holders) > 1:
        raise SharesExceedWhole
