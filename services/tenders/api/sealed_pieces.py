"""Routes of the pieces of bids: sent sealed, or sealed here as they stream in, and read after the opening."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Path, Query, Request, Response
from fastapi.responses import StreamingResponse
from pydantic import BaseModel, StringConstraints, TypeAdapter, ValidationError

from chassis.auth import PUBLIC, Unauthenticated
from chassis.downloads import disposition
from chassis.problems import BodyTooLarge, problems
from chassis.storage import ContentLost, StorageUnavailable
from chassis.uncounted import UNCOUNTED
from chassis.uploads import UploadBroken, chunks_of, giving, taking
from contracts.procedures import LotNumber
from contracts.vocabulary import Code, Identifier, OperatorId, Scheme, Text
from services.tenders.api.bids import BIDDING
from services.tenders.api.dependencies import Bidding, Incoming, Reader, Store, Uow
from services.tenders.application.pieces import PieceTitle, PieceUnreadable, keep_piece, open_piece, seal_piece
from services.tenders.domain.bid import BidNotFound, SealedPiece
from services.tenders.domain.depositor import BidderMisnumbered, NotTheBidder
from services.tenders.domain.tender_state import BidsTakenElsewhere, TenderNotFound

router = APIRouter(tags=["bids"])

KEEPING = (BodyTooLarge, UploadBroken, StorageUnavailable, ContentLost)
SENDING = (*BIDDING, *KEEPING, TenderNotFound, BidsTakenElsewhere)
MOST_BYTES = 2 * 1024**3
"""The largest piece, in bytes."""
BINARY = ("application/octet-stream",)


_OPERATOR = TypeAdapter[Identifier](OperatorId)


async def _bidder(bidder: str, scheme: Scheme = Scheme.SIRET) -> Identifier:
    try:
        return _OPERATOR.validate_python({"scheme": scheme, "id": bidder})
    except ValidationError as error:
        raise BidderMisnumbered(bidder=bidder, scheme=scheme.value) from error


class StoredPiece(BaseModel):
    """A sealed piece that is here: bytes and SHA-256 of its ciphertext."""

    size: int
    sha256: str


@router.post(
    "/tenders/{tender_id}/sealed-pieces",
    status_code=201,
    response_model=StoredPiece,
    openapi_extra=taking(MOST_BYTES, BINARY) | UNCOUNTED,
    responses=problems(*SENDING),
)
async def send(tender_id: UUID, request: Request, intake: Incoming, store: Store, depositor: Bidding) -> StoredPiece:
    """Send a piece that was sealed by its bidder (docs/sealing.md). To send it again is harmless."""
    stored = await keep_piece(intake, store, tender_id, chunks_of(request), MOST_BYTES, by=depositor)
    return StoredPiece(size=stored.size, sha256=stored.sha256)


@router.post(
    "/tenders/{tender_id}/pieces",
    status_code=201,
    response_model=SealedPiece,
    openapi_extra=taking(MOST_BYTES, BINARY) | UNCOUNTED,
    responses=problems(*SENDING, NotTheBidder, BidderMisnumbered),
)
async def seal(
    tender_id: UUID,
    request: Request,
    intake: Incoming,
    store: Store,
    depositor: Bidding,
    kind: Code,
    name: Annotated[Text, StringConstraints(max_length=255), Query(description="a file name, no path")],
    bidder: Annotated[Identifier, Depends(_bidder)],
    lots: Annotated[tuple[LotNumber, ...], Query(max_length=1000)] = (),
) -> SealedPiece:
    """Send a piece to be sealed here as it streams in: its plaintext is never stored, and never logged.

    Who has a client of its own had better seal there: then this machine never sees the plaintext.
    """
    title = PieceTitle(bidder, kind, name, lots)
    return await seal_piece(intake, store, tender_id, title, chunks_of(request), MOST_BYTES, by=depositor)


@router.get(
    "/bids/{bid_id}/pieces/{number}",
    dependencies=PUBLIC,
    response_class=StreamingResponse,
    openapi_extra=giving() | UNCOUNTED,
    responses=problems(Unauthenticated, BidNotFound, PieceUnreadable, StorageUnavailable, ContentLost),
)
async def read(
    bid_id: UUID, number: Annotated[int, Path(ge=1, le=500)], uow: Uow, store: Store, reader: Reader
) -> Response:
    """Read a piece of an opened bid, as its buyer; what comes is authentic, and complete if the transfer ends well."""
    piece, chunks = await open_piece(uow, store, bid_id, number, by=reader)
    headers = {"Content-Disposition": disposition(piece.name), "X-Content-Type-Options": "nosniff"}
    return StreamingResponse(chunks, headers=headers, media_type="application/octet-stream")
