"""Who may hold a contract together, and how they are named."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from chassis.errors import Unacceptable
from contracts.procedures import Framework
from contracts.vocabulary import Holder, Identifier, OperatorId, Place, Role, Share, SizeClass, Text, Word


class HoldersInconsistent(Unacceptable):
    """A contract has one sole holder, or a lead with its members."""


class SharesExceedWhole(Unacceptable):
    """The shares of the holders add up to more than the contract."""


class TooManyHolders(Unacceptable):
    """A lot has one winner; that of a framework agreement as many as the notice says, if so many bids are left."""


def most_holders(framework: Framework | None) -> int | None:
    """How many may hold a lot beside one another; None where the notice of a framework does not say: CCP R2162-9."""
    return framework.holders if framework else 1


def parties(holders: Sequence[Holder]) -> list[tuple[Holder, ...]]:
    """The holders by those who bid together: each alone, or a lead and the members that come after it."""
    heads = sum(holder.role is not Role.MEMBER for holder in holders)
    if heads <= 1:
        return [tuple(holders)]
    found: list[tuple[Holder, ...]] = []
    for holder in holders:
        if holder.role is Role.MEMBER and found:
            found[-1] = (*found[-1], holder)
        else:
            found.append((holder,))
    return found


def beside_one_another(groups: Iterable[Sequence[Holder]]) -> tuple[Holder, ...]:
    """The holders of several bids, each lead before its members; shares are of one bid, and are left out."""
    led = [holder for group in groups for holder in sorted(group, key=lambda one: one.role is Role.MEMBER)]
    return tuple(holder.model_copy(update={"share": None}) for holder in led)


def must_agree(holders: Sequence[Holder], *, most: int | None = 1) -> None:
    """Refuse roles and shares that contradict each other (groupement d'opérateurs économiques): CCP R2142-19 to -24.

    A framework agreement may have several parties beside one another, each alone or a group, `most` of them at the
    most (CCP R2162-9); None is any number.
    """
    found = [holders] if most == 1 else parties(holders)
    for party in found:
        _must_agree(party)
    if most is not None and len(found) > most:
        raise TooManyHolders(holders=len(found), most=most, article="CCP R2162-9")


def _must_agree(holders: Sequence[Holder]) -> None:
    roles = sorted(holder.role for holder in holders)
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
