"""What a tender says of itself, until publication freezes it."""

from base64 import urlsafe_b64decode
from collections.abc import Collection
from typing import Annotated
from uuid import UUID

from pydantic import Field, StringConstraints

from chassis.errors import Unacceptable
from contracts.procedures import Framework, Language, LotNumber, PlannedPurchase
from contracts.vocabulary import Code, Cpv, Money, Nature, Nuts, Procedure, Siret, Technique, Text, Word

_CURE = "The code that `field` names is not in the reference data; those that are, are listed in `known`."


class DepartmentUnknown(Unacceptable):
    """No operational department has this code."""


class AreaUnknown(Unacceptable):
    """No purchase area has this code."""


class RequiredPiece(Word):
    """A piece that a bid must hold (pièce exigée); `certificate` ones expire, `per_lot` ones come once for each lot."""

    kind: Code
    title: Text
    per_lot: bool = False
    certificate: bool = False


class CommitteeMember(Word):
    """Who holds a share of the key that opens the bids; `public_key` is an X25519 key, base64url without padding."""

    name: Text
    public_key: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{43}$")]

    @property
    def raw_key(self) -> bytes:
        """The 32 bytes of the public key."""
        return urlsafe_b64decode(self.public_key + "=")


class Committee(Word):
    """The opening committee: any `threshold` of its members open the bids together, fewer cannot."""

    threshold: Annotated[int, Field(ge=2, le=20)]
    members: Annotated[tuple[CommitteeMember, ...], Field(min_length=2, max_length=20)]


class Terms(Word):
    """The terms of a consultation (dossier de consultation), lots apart; `estimated_value` excludes VAT.

    `urgent` and `prior_information` shorten time limits, `social` says that the services are social or specific ones
    (CCP R2123-1 3°), `exemption` why nobody else is asked, `small_lots` which lots leave the formalised procedure
    (CCP R2123-1 2°), `within` under which framework contract or dynamic system this is a call, `lots_per_bidder` for
    how many lots one operator may bid (CCP L2113-10), `on_behalf_of` for whom a mandatary buys (mandant: CCP
    L2422-5). Bids are taken here where a `committee` will open them; elsewhere where there is none.
    """

    title: Text
    buyer: Siret
    department: Code
    area: Code
    procedure: Procedure
    nature: Nature
    cpv: Cpv
    estimated_value: Money
    technique: Technique = Technique.SIMPLE
    places: Annotated[tuple[Nuts, ...], Field(max_length=100)] = ()
    electronic: bool = True
    urgent: bool = False
    prior_information: bool = False
    social: bool = False
    exemption: Code | None = None
    single_lot_reason: Text | None = None
    small_lots: Annotated[tuple[LotNumber, ...], Field(max_length=1000)] = ()
    framework: Framework | None = None
    languages: Annotated[tuple[Language, ...], Field(min_length=1, max_length=10)] = ("fr",)
    plan_entry: UUID | None = None
    sourcing_request: UUID | None = None
    within: UUID | None = None
    lots_per_bidder: Annotated[int, Field(ge=1, le=1000)] | None = None
    on_behalf_of: Siret | None = None
    pieces: Annotated[tuple[RequiredPiece, ...], Field(max_length=50)] = ()
    committee: Committee | None = None


def must_be_known(terms: Terms | PlannedPurchase, *, departments: Collection[Code], areas: Collection[Code]) -> None:
    """Refuse a department or a purchase area that is not one of the buyer's, and say which are."""
    if terms.department not in departments:
        raise DepartmentUnknown(_CURE, field="department", known=sorted(departments))
    if terms.area not in areas:
        raise AreaUnknown(_CURE, field="area", known=sorted(areas))
