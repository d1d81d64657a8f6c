"""Whole pieces from any source of bytes to any sink, never whole in memory."""

from collections.abc import AsyncIterable, AsyncIterator, Iterable, Iterator

from .context import Context
from .key import OpeningKey, SealKey
from .piece import Opener, Sealer


def seal(plain: Iterable[bytes], key: SealKey, context: Context) -> Iterator[bytes]:
    """The sealed piece of a plaintext."""
    sealer = Sealer(key, context)
    yield sealer.header()
    for data in plain:
        yield sealer.update(data)
    yield sealer.finish()


def unseal(sealed: Iterable[bytes], key: OpeningKey, context: Context) -> Iterator[bytes]:
    """The plaintext of a sealed piece; nothing of it counts before the iterator ended without a refusal."""
    opener = Opener(key, context)
    for data in sealed:
        yield opener.update(data)
    yield opener.finish()


async def seal_stream(plain: AsyncIterable[bytes], key: SealKey, context: Context) -> AsyncIterator[bytes]:
    """`seal`, for what arrives over a network."""
    sealer = Sealer(key, context)
    yield sealer.header()
    async for data in plain:
        yield sealer.update(data)
    yield sealer.finish()


async def unseal_stream(sealed: AsyncIterable[bytes], key: OpeningKey, context: Context) -> AsyncIterator[bytes]:
    """`unseal`, for what arrives over a network or from a store."""
    opener = Opener(key, context)
    async for data in sealed:
        yield opener.update(data)
    yield opener.finish()
