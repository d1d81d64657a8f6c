"""The body of a sealed piece: chunks that show it when one is changed, missing, moved or added.

STREAM (Hoang, Reyhanitabar, Rogaway, Vizár 2015), with the nonces of age: a counter, then whether this is the last.
"""

from collections.abc import Iterator

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from .refusals import NotSealed, SealBroken

CHUNK = 64 * 1024
"""Bytes of plaintext in each chunk but the last, which has as many or fewer; none only where the piece is empty."""
TAG = 16
"""Bytes that AES-GCM adds to each."""


class Chunks:
    """Encrypts or decrypts the chunks of one piece in their order; its key must never have served before."""

    def __init__(self, content_key: bytes) -> None:
        self._cipher = AESGCM(content_key)
        self._counter = 0
        self._ended = False

    def _nonce(self, last: bool) -> bytes:
        if self._ended:
            raise ValueError("the piece is already finished")
        nonce = self._counter.to_bytes(11, "big") + bytes([last])
        self._counter += 1
        self._ended = last
        return nonce

    def encrypt(self, chunk: bytes | memoryview, *, last: bool) -> bytes:
        """The next chunk, sealed."""
        return self._cipher.encrypt(self._nonce(last), chunk, None)

    def decrypt(self, chunk: bytes | memoryview, *, last: bool) -> bytes:
        """The next chunk, opened."""
        place = self._counter
        try:
            plain = self._cipher.decrypt(self._nonce(last), chunk, None)
        except InvalidTag as flaw:
            raise SealBroken(f"chunk {place + 1} was altered, or the piece was cut or put together anew") from flaw
        if last and place and not plain:
            raise SealBroken("an empty chunk was put at the end")
        return plain


class Cut:
    """Cuts a stream into blocks of one size, and holds back the last until it is known to be the last."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._held = bytearray()

    def feed(self, data: bytes) -> Iterator[memoryview]:
        """Take some more; gives each block that has something behind it. To be consumed at once, and wholly."""
        self._held += data
        whole = max(0, (len(self._held) - 1) // self._size)
        with memoryview(self._held) as view:
            for start in range(0, whole * self._size, self._size):
                with view[start : start + self._size] as block:
                    yield block
        del self._held[: whole * self._size]

    def rest(self) -> bytes:
        """The last block."""
        return bytes(self._held)


def sealed_size(plain: int) -> int:
    """Bytes of the body of a piece of so many bytes."""
    return plain + TAG * max(1, -(-plain // CHUNK))


def plain_size(body: int) -> int:
    """Bytes that a body of so many bytes holds; refused where no body has that size."""
    chunks = max(1, -(-body // (CHUNK + TAG)))
    plain = body - TAG * chunks
    if plain < 0 or sealed_size(plain) != body:
        raise NotSealed(f"no sealed piece has a body of {body} bytes")
    return plain
