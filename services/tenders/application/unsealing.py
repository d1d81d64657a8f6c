"""Reading sealed pieces: with the key of their phase at the opening, with their own content key afterwards."""

from collections.abc import AsyncIterator

from chassis.storage import Storage
from contracts.sealing import Context, Header, OpeningKey
from contracts.sealing.chunks import CHUNK, TAG, Chunks, Cut
from contracts.sealing.suite import X25519
from services.tenders.domain.bid import Bid, SealedPiece, name_of

HEADER_BYTES = Header.size(X25519)
"""Where the content of a piece begins."""


def context_of(bid: Bid, piece: SealedPiece) -> Context:
    """What a piece of a bid is bound to."""
    return Context(str(bid.tender_id), bid.phase, piece.lots, name_of(bid.bidder), piece.kind, piece.name)


async def content_key(storage: Storage, stored: str, key: OpeningKey, context: Context) -> bytes:
    """The content key of a stored piece; raises `SealingRefusal` where it was altered or sealed for another place."""
    header = Header.read(await storage.read(stored, 0, HEADER_BYTES))
    return header.open(key, context)


async def plain(storage: Storage, stored: str, content_key: bytes) -> AsyncIterator[bytes]:
    """What a stored piece says, as it streams by; raises `SealingRefusal` where it was altered."""
    cipher, cut = Chunks(content_key), Cut(CHUNK + TAG)
    async for data in await storage.get(stored, HEADER_BYTES):
        for block in cut.feed(data):
            yield cipher.decrypt(block, last=False)
    yield cipher.decrypt(cut.rest(), last=True)
