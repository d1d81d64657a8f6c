"""A bid, from deposit to opening."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import count
from typing import Annotated, Self
from uuid import UUID, uuid5

from pydantic import Field, StringConstraints

from chassis.aggregate import Aggregate
from chassis.errors import Conflict, NotFound
from contracts.offer_form import OfferForm
from contracts.procedures import LotNumber, Phase
from contracts.vocabulary import Code, Identifier, OperatorId, Text, Word

OFFER = "offer"
"""Kind of the piece that holds the form of the bid: who bids, and for how much."""


class BidNotFound(NotFound):
    """No such bid."""


class BidNotSealed(Conflict):
    """Only a sealed bid may be withdrawn."""


class BidStatus(StrEnum):
    """Where a bid stands (pli): scellé, then retiré, remplacé, hors délai, ouvert or illisible."""

    SEALED = "sealed"
    WITHDRAWN = "withdrawn"
    REPLACED = "replaced"
    LATE = "late"
    OPENED = "opened"
    UNREADABLE = "unreadable"


NEXT: Mapping[BidStatus, frozenset[BidStatus]] = {
    BidStatus.SEALED: frozenset({BidStatus.WITHDRAWN, BidStatus.REPLACED, BidStatus.OPENED, BidStatus.UNREADABLE}),
    BidStatus.WITHDRAWN: frozenset(),
    BidStatus.REPLACED: frozenset(),
    BidStatus.LATE: frozenset(),
    BidStatus.OPENED: frozenset(),
    BidStatus.UNREADABLE: frozenset(),
}


class SealedPiece(Word):
    """A sealed piece of a bid: what it is, for which lots (none: all), size and SHA-256 of its ciphertext."""

    kind: Code
    name: Annotated[Text, StringConstraints(max_length=255)]
    lots: Annotated[tuple[LotNumber, ...], Field(max_length=1000)] = ()
    size: Annotated[int, Field(ge=1)]
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class Deposit(Word):
    """What a bidder hands in (pli): for which lots, and the pieces, all sealed."""

    bidder: OperatorId
    lots: Annotated[tuple[LotNumber, ...], Field(min_length=1, max_length=1000)]
    pieces: Annotated[tuple[SealedPiece, ...], Field(min_length=1, max_length=500)]


@dataclass(kw_only=True, eq=False)
class Bid(Aggregate):
    """A bid of one bidder or group for lots of a tender (offre, candidature); it tells nobody anything of itself."""

    id: UUID
    tender_id: UUID
    phase: Phase
    bidder: Identifier
    depositor: str
    lots: tuple[LotNumber, ...]
    pieces: tuple[SealedPiece, ...]
    received_at: datetime
    status: BidStatus = BidStatus.SEALED
    keys: tuple[str | None, ...] = ()
    form: OfferForm | None = None
    version: int = 0
    changes: int = 1
    receipt: str = ""
    stamp: bytes | None = None

    @classmethod
    def deposited(
        cls, deposit: Deposit, *, tender_id: UUID, phase: Phase, depositor: str, at: datetime, late: bool
    ) -> Self:
        """The bid that a deposit makes at the end of its reception; one that is late is kept, sealed: CCP R2151-5."""
        return cls(
            id=uuid5(tender_id, f"{phase} {deposit.model_dump_json()}"),
            tender_id=tender_id,
            phase=phase,
            bidder=deposit.bidder,
            depositor=depositor,
            lots=deposit.lots,
            pieces=deposit.pieces,
            received_at=at,
            status=BidStatus.LATE if late else BidStatus.SEALED,
        )

    @property
    def revision(self) -> int:
        """Every change counts, though none is told."""
        return self.changes

    @property
    def is_late(self) -> bool:
        """Whether it came after the deadline."""
        return self.status is BidStatus.LATE

    def withdraw(self) -> None:
        """Take the bid back, before the deadline."""
        self._move(BidStatus.WITHDRAWN)

    def replace(self, lots: Iterable[LotNumber]) -> None:
        """Give way to a later bid for `lots`, where it covers all of this one's: CCP R2151-6."""
        if self.status is BidStatus.SEALED and set(self.lots) <= set(lots):
            self._move(BidStatus.REPLACED)

    def open(self, form: OfferForm | None, keys: tuple[str | None, ...], lots: tuple[LotNumber, ...]) -> None:
        """Show what the bid says for the `lots` it counts for; without a form it could not be read.

        `keys` open its pieces, in their order; None where a piece was altered or sealed for another place.
        """
        self._move(BidStatus.OPENED if form else BidStatus.UNREADABLE)
        self.form, self.keys, self.lots = form, keys, lots

    def _move(self, status: BidStatus) -> None:
        if status not in NEXT[self.status]:
            raise BidNotSealed(status=self.status.value)
        self.status = status
        self.changes += 1


def handed_in_before(bid: Bid, own: Iterable[Bid]) -> Bid | None:
    """The bid that a deposit made when it came before, as a call that is repeated does.

    Where that was withdrawn or replaced, the bidder means it anew: `bid` gets an identity of its own, and counts as the
    last one received (CCP R2151-6).
    """
    known, turns = {one.id: one for one in own}, count(1)
    first = bid.id
    while earlier := known.get(bid.id):
        if earlier.status not in (BidStatus.WITHDRAWN, BidStatus.REPLACED):
            return earlier
        bid.id = uuid5(first, str(next(turns)))
    return None


def name_of(bidder: Identifier) -> str:
    """A bidder as seals and receipts name it: scheme and number."""
    return f"{bidder.scheme.value}:{bidder.id}"


def counting(bids: Iterable[Bid]) -> dict[UUID, tuple[LotNumber, ...]]:
    """For which lots each bid counts: of a bidder's bids for a lot, the last one received in time (CCP R2151-6)."""
    last: dict[tuple[Identifier, LotNumber], UUID] = {}
    for bid in sorted(bids, key=lambda one: one.received_at):
        if bid.status is BidStatus.SEALED:
            last |= {(bid.bidder, lot): bid.id for lot in bid.lots}
    found: dict[UUID, list[LotNumber]] = {}
    for (_, lot), bid_id in last.items():
        found.setdefault(bid_id, []).append(lot)
    return {bid_id: tuple(sorted(lots)) for bid_id, lots in found.items()}
