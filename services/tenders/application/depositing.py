"""Receiving a file: recognised by its first bytes, kept as it streams in, looked into, scanned."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

from chassis.scanning import Scanner
from chassis.storage import Storage, Stored
from contracts.reference.documents import MEGABYTE, DocumentType, document_types
from services.tenders.application.recognising import HEAD_BYTES, claimed, contradiction, essence, must_look_like
from services.tenders.domain.archive import TAIL_BYTES, Archive, Limits
from services.tenders.domain.dossier import Deposit, DocumentKind


@dataclass(frozen=True)
class Depot:
    """Where files go, and who looks at them first."""

    storage: Storage
    scanner: Scanner


@dataclass(frozen=True)
class Offer:
    """A file that somebody sends: its name, its purpose, what it claims to be, and its bytes as they come."""

    name: str
    kind: DocumentKind
    media_type: str
    chunks: AsyncIterator[bytes]


async def deposit(depot: Depot, offer: Offer) -> Deposit:
    """Keep a file of a type that is taken; what is refused at any point is not kept."""
    claim = essence(offer.media_type)
    kind = claimed(claim, offer.name)
    head, chunks = await _peeked(offer.chunks)
    must_look_like(kind, head, claim)
    stored = await depot.storage.put(chunks, document_types().limit(kind))
    try:
        await _look_into(depot.storage, kind, stored, claim)
        await depot.scanner.scan(await depot.storage.get(stored.name))
    except BaseException:
        await depot.storage.delete(stored.name)
        raise
    return Deposit(offer.name, offer.kind, kind.media_types[0], stored.size, stored.sha256, stored_as=stored.name)


async def _peeked(chunks: AsyncIterator[bytes]) -> tuple[bytes, AsyncIterator[bytes]]:
    """The first bytes of a stream, and the whole stream."""
    head = b""
    async for chunk in chunks:
        head += chunk
        if len(head) >= HEAD_BYTES:
            break

    async def whole() -> AsyncIterator[bytes]:
        yield head
        async for chunk in chunks:
            yield chunk

    return head[:HEAD_BYTES], whole()


async def _look_into(storage: Storage, kind: DocumentType, stored: Stored, claim: str) -> None:
    """Refuse an archive that is not what it claims, or is a bomb."""
    if not kind.is_archive:
        return
    tail = await storage.read(stored.name, max(0, stored.size - TAIL_BYTES), stored.size)
    archive, limits = Archive.by_its_tail(tail, stored.size), document_types().archives
    if kind.holds and not archive.holds(kind.holds):
        raise contradiction(claim, "an archive without " + kind.holds)
    archive.must_keep(Limits(limits.entries, limits.ratio, limits.megabytes * MEGABYTE))
