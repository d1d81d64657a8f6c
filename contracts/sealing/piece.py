"""One sealed piece, written and read as it streams by: a header, then chunks. Its format is docs/sealing.md."""

from . import chunks
from .chunks import CHUNK, TAG, Chunks, Cut
from .context import Context
from .header import Header
from .key import OpeningKey, SealKey
from .refusals import SealBroken
from .suite import Suite


class Sealer:
    """Seals one piece: send `header()`, then what `update` gives, then `finish()`. It holds one chunk at most."""

    def __init__(self, key: SealKey, context: Context) -> None:
        self._header, content_key = Header.make(key, context)
        self._chunks = Chunks(content_key)
        self._cut = Cut(CHUNK)

    def header(self) -> bytes:
        """What the piece begins with."""
        return bytes(self._header)

    def update(self, data: bytes) -> bytes:
        """Take some more plaintext; gives what became ready, which may be nothing."""
        return b"".join(self._chunks.encrypt(block, last=False) for block in self._cut.feed(data))

    def finish(self) -> bytes:
        """The end of the piece; without it the piece does not open."""
        return self._chunks.encrypt(self._cut.rest(), last=True)


class Opener:
    """Opens one piece: use what `update` gives, then `finish()`.

    What `update` gives is authentic, but only `finish` says that nothing is missing: decide nothing before it.
    """

    def __init__(self, key: OpeningKey, context: Context) -> None:
        self._key, self._context = key, context
        self._start = b""
        self._chunks: Chunks | None = None
        self._cut = Cut(CHUNK + TAG)

    def update(self, data: bytes) -> bytes:
        """Take some more of the piece; gives the plaintext that became certain, which may be nothing."""
        if self._chunks is None:
            self._start += data
            if Header.missing(self._start):
                return b""
            header = Header.read(self._start)
            self._chunks = Chunks(header.open(self._key, self._context))
            data, self._start = self._start[len(bytes(header)) :], b""
        cipher = self._chunks
        return b"".join(cipher.decrypt(block, last=False) for block in self._cut.feed(data))

    def finish(self) -> bytes:
        """The last plaintext; refused where the piece does not end here."""
        if self._chunks is None:
            raise SealBroken("the piece ends within its header")
        return self._chunks.decrypt(self._cut.rest(), last=True)


def sealed_size(suite: Suite, plain: int) -> int:
    """Bytes of a sealed piece that holds so many."""
    return Header.size(suite) + chunks.sealed_size(plain)


def plain_size(suite: Suite, sealed: int) -> int:
    """Bytes that a sealed piece of this size holds; `NotSealed` where no piece has that size."""
    return chunks.plain_size(sealed - Header.size(suite))
