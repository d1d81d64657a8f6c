"""Facts about the bids of a tender: nothing is told of any before their opening, and prices never here."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from contracts.offer_form import OfferMember, OfferSubcontractor
from contracts.procedures.base import LotNumber, Phase
from contracts.procedures.tender import TenderFact
from contracts.vocabulary import Instant, Word


class OpenedBid(Word):
    """A bid as its opening showed it; `readable` is False where it could not be opened, and then nobody is named."""

    bid_id: UUID
    received_at: Instant
    lots: tuple[LotNumber, ...]
    members: Annotated[tuple[OfferMember, ...], Field(max_length=200)] = ()
    subcontractors: Annotated[tuple[OfferSubcontractor, ...], Field(max_length=200)] = ()
    readable: bool = True


class BidsOpened(TenderFact):
    """The bids of a phase were opened (ouverture des plis): CCP R2143-3; who bid is told here for the first time.

    `late` counts those that came after the deadline and stay sealed: CCP R2151-5.
    """

    phase: Phase
    opened_at: Instant
    bids: tuple[OpenedBid, ...]
    late: Annotated[int, Field(ge=0)] = 0


class PhaseOpened(TenderFact):
    """Those who were selected are invited to the next phase (invitation): CCP R2144-8, R2161-7.

    Where a dynamic system is opened again to everyone, `admitted` counts those whom it has admitted so far.
    """

    phase: Phase
    opened_at: Instant
    deadline: Instant
    invited: Annotated[int, Field(ge=0)]
    admitted: Annotated[int, Field(ge=0)] | None = None
