"""The key pair of a tender, or of a committee member: anyone seals to its public half, the private half opens."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from typing import Any

from cryptography.exceptions import InvalidTag, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from .encoding import framed, raw, text
from .refusals import KeyUnfit, SealBroken
from .suite import X25519, Suite, suite_named

_THUMBPRINT = b"prenan seal key 1"


@dataclass(frozen=True)
class SealKey:
    """The public half: what is published with a tender."""

    suite: Suite
    public: bytes = field(repr=False)

    @cached_property
    def digest(self) -> bytes:
        """32 bytes that stand for this key: SHA-256 over its suite and public half."""
        return sha256(framed(_THUMBPRINT, self.suite.code, self.public)).digest()

    @property
    def key_id(self) -> str:
        """The digest as text."""
        return text(self.digest)

    def to_json(self) -> dict[str, str]:
        """`{key_id, suite, public_key}`."""
        return {"key_id": self.key_id, "suite": self.suite.name, "public_key": text(self.public)}

    @classmethod
    def from_json(cls, document: Mapping[str, Any]) -> "SealKey":
        """The key of such a document, whose identifier must be its own."""
        try:
            key = cls(suite_named(document["suite"]), raw(document["public_key"]))
            key.suite.public(key.public)
        except (KeyError, TypeError, ValueError, AttributeError, UnsupportedAlgorithm) as flaw:
            raise KeyUnfit(f"this is no public key: {flaw}") from flaw
        if document.get("key_id") != key.key_id:
            raise KeyUnfit("the identifier of the key is not its own")
        return key

    def wrap(self, secret: bytes, info: bytes) -> bytes:
        """Seal a few bytes to this key, bound to `info`: HPKE base mode, `enc` and then the ciphertext."""
        try:
            return self.suite.hpke.encrypt(secret, self.suite.public(self.public), info=info)
        except ValueError as flaw:
            raise KeyUnfit(f"nothing can be sealed to this key: {flaw}") from flaw


@dataclass(frozen=True)
class OpeningKey:
    """The private half; of a tender's key it exists whole only while it is split, and while bids are opened."""

    suite: Suite
    secret: bytes = field(repr=False)

    @classmethod
    def generate(cls, suite: Suite = X25519) -> "OpeningKey":
        """A new key pair."""
        return cls(suite, suite.generate())

    @cached_property
    def seal_key(self) -> SealKey:
        """The public half."""
        return SealKey(self.suite, self.suite.public_of(self.secret))

    def unwrap(self, wrapped: bytes, info: bytes) -> bytes:
        """Open what `SealKey.wrap` sealed under the same `info`."""
        try:
            return self.suite.hpke.decrypt(wrapped, self.suite.private(self.secret), info=info)
        except (InvalidTag, ValueError) as flaw:
            raise SealBroken("it was altered, or sealed to another key or for another context") from flaw

    def to_pem(self) -> bytes:
        """The private key as a PEM file that other tools read too (PKCS #8, RFC 8410); X25519 alone has such a form."""
        if self.suite is not X25519:
            raise KeyUnfit("only X25519 keys are written as PEM")
        key = X25519PrivateKey.from_private_bytes(self.secret)
        return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())

    @classmethod
    def from_pem(cls, pem: bytes) -> "OpeningKey":
        """The X25519 key of a PEM file without a passphrase."""
        try:
            key = load_pem_private_key(pem, password=None)
        except (TypeError, ValueError, UnsupportedAlgorithm) as flaw:
            raise KeyUnfit(f"this is no private key in PEM: {flaw}") from flaw
        if not isinstance(key, X25519PrivateKey):
            raise KeyUnfit("this private key is not of X25519")
        return cls(X25519, key.private_bytes_raw())
