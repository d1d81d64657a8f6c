"""Bids and openings as they are shown."""

from typing import Any, Literal
from uuid import UUID

import orjson
from pydantic import BaseModel, ConfigDict

from chassis.problems import Problem, problem
from contracts.offer_form import OfferForm
from contracts.procedures import LotNumber
from contracts.sealing import ReceiptFile
from contracts.vocabulary import Identifier, Text
from services.tenders.api.resources import Shown
from services.tenders.application.receipts import ReceiptKeys
from services.tenders.domain.bid import Bid, BidStatus, SealedPiece
from services.tenders.domain.opening import Opening, OpeningAct, OpeningStatus
from services.tenders.domain.reception import BidTooLate, Lack
from services.tenders.domain.seal import HeldShare


class ReceiptResource(BaseModel):
    """A receipt to keep as a file: `prenan receipt verify` checks it offline; `timestamp` comes a little later."""

    format: str
    receipt: str
    timestamp: str | None
    key: dict[str, str]


class BidResource(BaseModel):
    """A bid as its depositor sees it."""

    id: UUID
    tender_id: UUID
    phase: str
    bidder: Identifier
    lots: tuple[LotNumber, ...]
    pieces: tuple[SealedPiece, ...]
    received_at: Shown
    status: BidStatus
    receipt: ReceiptResource

    @classmethod
    def of(cls, bid: Bid, keys: ReceiptKeys) -> "BidResource":
        """A bid with its receipt."""
        file = ReceiptFile(bid.receipt, keys.signer(bid.receipt), bid.stamp)
        shown = {name: getattr(bid, name) for name in cls.model_fields if name != "receipt"}
        return cls(**shown, receipt=ReceiptResource(**file.to_json()))


class OwnBid(BaseModel):
    """A bid in the list of whoever handed it in, with the title of its call.

    `questioned` are the lots whose price is to be justified.
    """

    id: UUID
    tender_id: UUID
    title: Text
    phase: str
    lots: tuple[LotNumber, ...]
    received_at: Shown
    status: BidStatus
    questioned: tuple[LotNumber, ...]


class OwnBidPage(BaseModel):
    """Bids of one's own, the newest first, with paths of the next and the previous page."""

    items: list[OwnBid]
    next: str | None
    prev: str | None


class Kept(Problem):
    """A refusal of something that is kept and recorded all the same."""

    model_config = ConfigDict(extra="allow")

    @classmethod
    def late(cls, bid: Bid) -> "Kept":
        """The answer to a bid that came too late."""
        refusal = BidTooLate(bid_id=str(bid.id), received_at=bid.received_at.isoformat())
        return cls.model_validate(orjson.loads(orjson.dumps(problem(refusal), default=str)))


class OpenedBidResource(BaseModel):
    """A bid as its buyer sees it after the opening; `form` is what it says, None where it could not be read."""

    id: UUID
    phase: str
    bidder: Identifier
    lots: tuple[LotNumber, ...]
    pieces: tuple[SealedPiece, ...]
    received_at: Shown
    status: Literal["opened", "unreadable", "late"]
    form: OfferForm | None


class OpenedBidPage(BaseModel):
    """Bids of a tender in a stable order, with paths of the next and the previous page."""

    items: list[OpenedBidResource]
    next: str | None
    prev: str | None


class SealKeyResource(BaseModel):
    """What a bid of the phase is sealed to, and the sealed share of each member of the committee."""

    tender_id: UUID
    phase: str
    key_id: str
    suite: str
    public_key: str
    threshold: int
    shares: tuple[HeldShare, ...]


class OpeningResource(BaseModel):
    """An opening: who gave a share or tried to, and whether the bids are open."""

    id: UUID
    tender_id: UUID
    phase: str
    key_id: str
    threshold: int
    given: int
    status: OpeningStatus
    acts: tuple[OpeningAct, ...]
    opened_at: Shown | None

    @classmethod
    def of(cls, opening: Opening) -> "OpeningResource":
        """An opening, without the shares that were given."""
        shown: dict[str, Any] = {name: getattr(opening, name) for name in cls.model_fields if name != "given"}
        return cls(**shown, given=len(opening.shares))


class Completeness(BaseModel):
    """Whether a bid could be handed in as it is, which pieces it lacks, which certificates will have expired."""

    complete: bool
    missing: list[Lack]
    expired: list[Lack]
