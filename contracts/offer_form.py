"""The clear form of an offer: what a bidder seals, as one JSON document, and a committee opens.

It is the piece of kind `offer` of a bid. Before the opening nobody but its bidder can read it; after it, its prices
remain a commercial secret (secret des affaires): CCP L2132-1.
"""

from typing import Annotated

from pydantic import Field

from contracts.vocabulary import (
    Code,
    Country,
    Day,
    Holder,
    LotNumber,
    Money,
    OperatorId,
    Place,
    Role,
    Share,
    SizeClass,
    Text,
    Word,
)


class OfferMember(Word):
    """A company that bids, alone or in a group (groupement d'opérateurs économiques): CCP R2142-19."""

    identifier: OperatorId
    name: Text
    role: Role = Role.SOLE
    share: Share | None = None
    size: SizeClass | None = None
    country: Country = "FR"
    place: Place | None = None
    natural_person: bool = False
    social_economy: bool | None = None
    inclusive: bool | None = None

    @property
    def holder(self) -> Holder:
        """The member as a holder of the contract; where its place is unknown its country still is."""
        known = {name: value for name, value in self if name != "country"}
        return Holder(**{**known, "place": self.place or Place(country=self.country)})


class OfferSubcontractor(Word):
    """A company that would do a part for the bidders (sous-traitant): CCP L2193-1."""

    identifier: OperatorId
    name: Text
    share: Share | None = None
    size: SizeClass | None = None
    country: Country = "FR"


class OfferAnswer(Word):
    """What a bidder says to one question of the dossier, or of one criterion."""

    question: Text
    answer: Text


class OfferLot(Word):
    """What is offered for one lot: its price excluding VAT for the whole duration, and the answers on its quality."""

    lot: LotNumber
    price: Money
    answers: Annotated[tuple[OfferAnswer, ...], Field(max_length=200)] = ()


class OfferCertificate(Word):
    """A certificate that the bid holds as a piece of this kind, and the last day on which it is valid."""

    kind: Code
    valid_until: Day


class OfferForm(Word):
    """An offer: who bids, with whom, for which lots and at which price."""

    members: Annotated[tuple[OfferMember, ...], Field(min_length=1, max_length=200)]
    subcontractors: Annotated[tuple[OfferSubcontractor, ...], Field(max_length=200)] = ()
    lots: Annotated[tuple[OfferLot, ...], Field(max_length=1000)] = ()
    certificates: Annotated[tuple[OfferCertificate, ...], Field(max_length=100)] = ()

    @property
    def holders(self) -> tuple[Holder, ...]:
        """The members as holders of the contract."""
        return tuple(member.holder for member in self.members)

    def price(self, lot: int) -> Money | None:
        """The price offered for a lot, excluding VAT; None where it bids for others only."""
        return next((each.price for each in self.lots if each.lot == lot), None)
