"""The first bytes of a sealed piece: which version, suite and key, and the content key that only the key opens."""

from dataclasses import dataclass

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from .context import Context
from .encoding import framed, text
from .key import OpeningKey, SealKey
from .refusals import NotSealed, SealBroken, WrongKey
from .suite import SUITES, Suite

MAGIC = b"prenan\x01"
"""What a piece begins with; its last byte is the version of the format."""
_SUITE_END = len(MAGIC) + 6
_PREFIX = _SUITE_END + 32
"""Bytes before the wrapped key: magic and version, suite, digest of the key."""
_CONTENT_KEY = 32
_TAG = 16
_PURPOSE = b"prenan sealed piece"


@dataclass(frozen=True)
class Header:
    """The header of a piece, which anyone can read and only the key can open."""

    suite: Suite
    key_digest: bytes
    wrapped: bytes

    @staticmethod
    def size(suite: Suite) -> int:
        """Bytes of a header of this suite."""
        return _PREFIX + suite.kem.enc_length() + _CONTENT_KEY + _TAG

    @property
    def prefix(self) -> bytes:
        """What stands before the wrapped key, and is bound into it."""
        return MAGIC + self.suite.code + self.key_digest

    @property
    def key_id(self) -> str:
        """Identifier of the key that it says it was sealed to."""
        return text(self.key_digest)

    def __bytes__(self) -> bytes:
        return self.prefix + self.wrapped

    @classmethod
    def missing(cls, data: bytes) -> int:
        """How many bytes at least have to follow the first ones of a piece until its header is whole."""
        if not data.startswith(MAGIC[: len(data)]):
            raise NotSealed("it does not begin as a sealed piece of version 1 does")
        if len(data) < _SUITE_END:
            return _SUITE_END - len(data)
        return max(0, cls.size(_suite_of(data)) - len(data))

    @classmethod
    def read(cls, data: bytes) -> "Header":
        """The header at the beginning of a piece."""
        if cls.missing(data):
            raise NotSealed("it ends within its header")
        suite = _suite_of(data)
        return cls(suite, data[_SUITE_END:_PREFIX], data[_PREFIX : cls.size(suite)])

    @classmethod
    def make(cls, key: SealKey, context: Context) -> tuple["Header", bytes]:
        """A header for a new piece, and the content key that it wraps."""
        content_key = AESGCM.generate_key(bit_length=8 * _CONTENT_KEY)
        bare = cls(key.suite, key.digest, b"")
        return cls(key.suite, key.digest, key.wrap(content_key, bare.info(context))), content_key

    def info(self, context: Context) -> bytes:
        """`info` of HPKE: the purpose, the bytes before the wrapped key, and the context."""
        return framed(_PURPOSE, self.prefix, context.canonical())

    def open(self, key: OpeningKey, context: Context) -> bytes:
        """The content key."""
        if self.key_digest != key.seal_key.digest:
            raise WrongKey(f"it was sealed to the key {self.key_id}")
        content_key = key.unwrap(self.wrapped, self.info(context))
        if len(content_key) != _CONTENT_KEY:
            raise SealBroken("its content key has another length")
        return content_key


def _suite_of(data: bytes) -> Suite:
    for suite in SUITES:
        if data[len(MAGIC) : _SUITE_END] == suite.code:
            return suite
    raise NotSealed("its suite is not known here")
