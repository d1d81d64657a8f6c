"""Receiving a file: recognised by its first bytes, kept as it streams in, looked into, scanned."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request

from chassis.archive import TAIL_BYTES, Archive, ArchiveNested, ArchiveTooDense, ArchiveUnreadable, Limits
from chassis.file_type import ContentContradictsType, DocumentEmpty, DocumentTypeNotTaken
from chassis.problems import BodyTooLarge
from chassis.recognising import HEAD_BYTES, claimed, contradiction, essence, must_look_like
from chassis.scanning import Infected, Scanner, ScannerUnavailable, scanner_at
from chassis.settings import ServiceSettings
from chassis.storage import ContentLost, Storage, StorageUnavailable, Stored, storage_at
from chassis.uploads import UploadBroken
from contracts.reference.documents import MEGABYTE, DocumentType, document_types

KEEPING = (StorageUnavailable, ContentLost)
"""What reading and dropping a file may come to."""
TAKING = (
    BodyTooLarge, UploadBroken, DocumentTypeNotTaken, ContentContradictsType, DocumentEmpty, ArchiveUnreadable,
    ArchiveTooDense, ArchiveNested, Infected, ScannerUnavailable, *KEEPING,
)  # fmt: skip
"""What sending one may come to."""


@dataclass(frozen=True)
class Kept:
    """A file that was recognised and kept: its type, its bytes, their SHA-256 in hex, what the storage calls it."""

    media_type: str
    size: int
    sha256: str
    stored_as: str


@dataclass(frozen=True)
class Depot:
    """Where files go, and who looks at them first."""

    storage: Storage
    scanner: Scanner

    async def receive(self, name: str, media_type: str, given: AsyncIterator[bytes]) -> Kept:
        """Keep a file of a type that is taken; what is refused at any point is not kept."""
        claim = essence(media_type)
        kind = claimed(claim, name)
        head, chunks = await _peeked(given)
        must_look_like(kind, head, claim)
        stored = await self.storage.put(chunks, document_types().limit(kind))
        try:
            await _look_into(self.storage, kind, stored, claim)
            await self.scanner.scan(await self.storage.get(stored.name))
        except BaseException:
            await self.storage.delete(stored.name)
            raise
        return Kept(kind.media_types[0], stored.size, stored.sha256, stored.name)


def depot_at(settings: ServiceSettings) -> Depot | None:
    """Where the environment says that files go, if it does."""
    if settings.storage_url is None:
        return None
    return Depot(storage_at(settings.storage_url), scanner_at(settings.clamd_url))


async def _files(request: Request) -> Depot:
    depot: Depot | None = request.app.state.depot
    if depot is None:
        raise StorageUnavailable("This installation keeps no documents: its operator has to set STORAGE_URL")
    return depot


Files = Annotated[Depot, Depends(_files)]
"""Where the files of the application go."""


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
