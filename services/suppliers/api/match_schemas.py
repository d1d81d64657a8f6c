"""The bodies of matching."""

from datetime import date, datetime
from typing import Annotated, Self
from uuid import UUID

from pydantic import BaseModel, Field, model_validator

from contracts.reference.matching import Quota
from contracts.vocabulary import Cpv, Siret, Text
from services.suppliers.api.schemas import GivenMoney, GivenPlace
from services.suppliers.application.matching import Match
from services.suppliers.domain.matching.kept import KeptPosition, KeptShortlist
from services.suppliers.domain.matching.need import Need, ValueBand
from services.suppliers.domain.matching.quota import Standing

MOST = 100
"""Positions of a shortlist at most."""


class GivenBand(BaseModel, extra="forbid"):
    """Between which amounts, excluding VAT, the contract may lie."""

    minimum: GivenMoney
    maximum: GivenMoney

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.minimum.amount > self.maximum.amount:
            msg = "minimum is more than maximum"
            raise ValueError(msg)
        return self

    def band(self) -> ValueBand:
        """The band as matching reads it."""
        return ValueBand(self.minimum.amount, self.maximum.amount)


class GivenRoom(Quota, extra="forbid"):
    """Of every `of` positions at least `new` are new to the buyer, `first` of them never awarded; `proven` known."""


class GivenQuota(GivenRoom):
    """The room for newcomers, and why it is chosen."""

    reason: Text

    def quota(self) -> Quota:
        """The room alone."""
        return Quota(of=self.of, new=self.new, first=self.first, proven=self.proven)


class GivenNeed(BaseModel, extra="forbid"):
    """A need (besoin) in words, with what is known of it; without codes its words give them."""

    text: Text
    codes: Annotated[tuple[Cpv, ...], Field(max_length=20)] = ()
    place: GivenPlace | None = None
    value: GivenBand | None = None
    buyer: Siret | None = Field(None, description="for whom it is asked; the organisation of the key where it has one")
    room: GivenRoom | None = Field(None, description="room for newcomers of this answer alone; else the buyer's own")
    panel: UUID | None = Field(None, description="look only among the suppliers of this panel of the buyer")
    limit: int = Field(20, ge=1, le=MOST)

    def need(self, organisation: str | None, today: date) -> Need:
        """The need as matching reads it, of the buyer named or of the key's own organisation."""
        own = organisation if organisation and organisation.isdigit() else None
        band = self.value.band() if self.value else None
        return Need(self.text, today, self.codes, self.place, value=band, buyer=self.buyer or own)


class RoomKept(BaseModel):
    """How many positions went to those proven with the buyer, to those new to it, and to those never awarded."""

    proven: int
    new: int
    first: int

    @classmethod
    def of(cls, shortlist: KeptShortlist) -> Self:
        """The positions of a shortlist, counted."""
        return cls(**{standing.value: shortlist.count(standing) for standing in Standing})


class MatchResource(KeptShortlist):
    """A shortlist; the parts of each position add up to its points."""

    id: UUID
    buyer: Siret | None
    asked_at: datetime
    room: RoomKept
    positions: tuple[KeptPosition, ...]

    @classmethod
    def of(cls, match: Match) -> Self:
        """The document of a match."""
        shortlist = match.shortlist
        return cls(
            **dict(shortlist), id=match.id, buyer=match.buyer, asked_at=match.asked_at, room=RoomKept.of(shortlist)
        )


class QuotaResource(Quota):
    """How much room the shortlists of a buyer keep for newcomers."""

    buyer: Siret
