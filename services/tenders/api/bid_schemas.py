"""The bodies of bids and openings."""

from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, Field

from contracts.offer_form import OfferCertificate
from contracts.procedures import LotNumber, Phase
from contracts.vocabulary import Code, Text
from services.tenders.api.schemas import STRICT, Body, Deadline, GivenIdentifier, plain
from services.tenders.domain.bid import Deposit, SealedPiece
from services.tenders.domain.opening import GivenShare


class GivenPiece(SealedPiece):
    """A sealed piece that was sent before."""

    model_config = STRICT


class GivenBid(Deposit):
    """A bid: who bids, for which lots, and the sealed pieces that were sent for it."""

    model_config = STRICT

    bidder: Annotated[GivenIdentifier, AfterValidator(plain)]
    pieces: Annotated[tuple[GivenPiece, ...], Field(min_length=1, max_length=500)]

    def deposit(self) -> Deposit:
        """What is handed in."""
        return Deposit.model_validate(self.model_dump())


class PlannedPiece(Body):
    """A piece that a bid will hold."""

    kind: Code
    lots: Annotated[tuple[LotNumber, ...], Field(max_length=1000)] = ()


class GivenCertificate(OfferCertificate):
    """A certificate that a bid will hold."""

    model_config = STRICT


class PlannedBid(Body):
    """A bid as it would be handed in, without its content."""

    lots: Annotated[tuple[LotNumber, ...], Field(min_length=1, max_length=1000)]
    pieces: Annotated[tuple[PlannedPiece, ...], Field(max_length=500)] = ()
    certificates: Annotated[tuple[GivenCertificate, ...], Field(max_length=100)] = ()


class StrictShare(GivenShare):
    """A share of the key, opened by the member who holds it."""

    model_config = STRICT


class Selection(Body):
    """Whose bids go on to the next phase, until when, and why fewer than the law asks for.

    `phase` names the next phase where the procedure leaves a choice. A dynamic system may admit nobody of a round.
    """

    bids: Annotated[frozenset[UUID], Field(max_length=1000)]
    deadline: Deadline
    phase: Phase | None = None
    reason: Text | None = None
