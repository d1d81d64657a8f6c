"""A shortlist as it is kept: the need, the weights, and every position with its reasons, whatever comes later."""

from datetime import date
from decimal import Decimal
from typing import Self
from uuid import UUID

from chassis.errors import NotFound
from contracts.reference.matching import PartCode, Quota
from contracts.vocabulary import Cpv, Place, Siret, Word
from services.suppliers.domain.matching.need import Need
from services.suppliers.domain.matching.part import Part
from services.suppliers.domain.matching.quota import Standing
from services.suppliers.domain.matching.shortlist import Position, Shortlist


class MatchNotFound(NotFound):
    """There is no such shortlist of this buyer."""


class KeptNeed(Word):
    """What was asked; `codes` are those that were looked for, given or found from the text."""

    text: str
    on: date
    codes: tuple[Cpv, ...] = ()
    place: Place | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    buyer: Siret | None = None

    @classmethod
    def of(cls, need: Need) -> Self:
        """A need as it is kept."""
        low, high = (need.value.low, need.value.high) if need.value else (None, None)
        return cls(text=need.text, on=need.on, codes=need.codes, place=need.place, low=low, high=high, buyer=need.buyer)


class KeptPart(Word):
    """A part of a score, in points of at most `most`, and its reason in words."""

    code: PartCode
    points: int
    most: int
    fr: str
    en: str

    @classmethod
    def of(cls, part: Part) -> Self:
        """A part as it is kept."""
        return cls(code=part.code, points=part.points, most=part.most, fr=part.fr, en=part.en)


class KeptPosition(Word):
    """A place in the list; the points of its parts add up to `points`."""

    rank: int
    supplier: str
    name: str
    standing: Standing
    points: int
    reserved: bool
    parts: tuple[KeptPart, ...]

    @classmethod
    def of(cls, position: Position) -> Self:
        """A position as it is kept."""
        return cls(
            rank=position.rank,
            supplier=position.supplier,
            name=position.name,
            standing=position.standing,
            points=position.points,
            reserved=position.reserved,
            parts=tuple(map(KeptPart.of, position.parts)),
        )


class KeptShortlist(Word):
    """A shortlist with the version of the weights and the quota by which it was made.

    `panel` is the list of the buyer that it was made within, `excluded` counts those whom a caution of the buyer left
    out.
    """

    need: KeptNeed
    version: str
    quota: Quota
    panel: UUID | None = None
    excluded: int = 0
    positions: tuple[KeptPosition, ...]

    @classmethod
    def made(cls, shortlist: Shortlist) -> Self:
        """A shortlist as it is kept."""
        return cls(
            need=KeptNeed.of(shortlist.need),
            version=shortlist.version,
            quota=shortlist.quota,
            positions=tuple(map(KeptPosition.of, shortlist.positions)),
        )

    def count(self, standing: Standing) -> int:
        """How many positions are of one standing."""
        return sum(position.standing is standing for position in self.positions)
