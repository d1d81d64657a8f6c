"""Who may hold a contract together, and how they are named."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from chassis.errors import Unacceptable
from contracts.vocabulary import Holder, Identifier, OperatorId, Place, Role, Share, SizeClass, Text, Word


class HoldersInconsistent(Unacceptable):
    """A contract has one sole holder, or a lead with its members."""


class SharesExceedWhole(Unacceptable):
    """The shares of the holders add up to more than the contract."""


def must_agree(holders: Sequence[Holder], *, several: bool = False) -> None:
    """Refuse roles and shares that contradict each other (groupement d'opérateurs économiques): CCP R2142-19 to -24.

    A framework agreement may have `several` holders beside one another, each of them alone (CCP R2162-9).
    """
    roles = sorted(holder.role for holder in holders)
    if several and set(roles) == {Role.SOLE}:
        return
    group = roles.count(Role.LEAD) == 1 and Role.SOLE not in roles
    if roles != [Role.SOLE] and not group:
        raise HoldersInconsistent(roles=roles)
    if sum(holder.share or 0 for holder in holders) > 1:
        raise SharesExceedWhole


class HolderUnnamed(Unacceptable):
    """A holder that the registry does not know must be given with its name."""


@dataclass(frozen=True)
class KnownSupplier:
    """What the registry of suppliers told of one of them."""

    name: Text
    size: SizeClass | None
    place: Place | None
    natural_person: bool


class GivenHolder(Word):
    """A holder as its buyer names it: what is left out is taken from the registry, as known on that day."""

    identifier: OperatorId | None = None
    name: Text | None = None
    role: Role = Role.SOLE
    share: Share | None = None
    size: SizeClass | None = None
    place: Place | None = None
    social_economy: bool | None = None
    inclusive: bool | None = None

    def completed(self, known: Mapping[Identifier, KnownSupplier]) -> Holder:
        """The holder with all that is known of it."""
        supplier = known.get(self.identifier) if self.identifier else None
        name = self.name or (supplier.name if supplier else None)
        if name is None:
            raise HolderUnnamed(identifier=self.identifier.id if self.identifier else None)
        return Holder(
            identifier=self.identifier,
            name=name,
            role=self.role,
            share=self.share,
            size=self.size or (supplier.size if supplier else None),
            place=self.place or (supplier.place if supplier else None),
            natural_person=supplier.natural_person if supplier else False,
            social_economy=self.social_economy,
            inclusive=self.inclusive,
        )
