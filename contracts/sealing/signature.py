"""Signatures that anyone can check: compact JWS with Ed25519 (RFC 7515, RFC 9864), and its keys as JWK."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from typing import Any

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from .encoding import compact_json, raw, text
from .refusals import KeyUnfit, ReceiptBroken


@dataclass(frozen=True)
class VerifyingKey:
    """The public half of a signing key."""

    public: bytes

    @cached_property
    def key_id(self) -> str:
        """Thumbprint of the JWK (RFC 7638)."""
        return text(sha256(compact_json({"crv": "Ed25519", "kty": "OKP", "x": text(self.public)})).digest())

    def to_jwk(self) -> dict[str, str]:
        """The key as a JWK."""
        return {
            "kty": "OKP",
            "crv": "Ed25519",
            "alg": "Ed25519",
            "use": "sig",
            "kid": self.key_id,
            "x": text(self.public),
        }

    @classmethod
    def from_jwk(cls, document: Mapping[str, Any]) -> "VerifyingKey":
        """The key of a JWK; it is named by its thumbprint, whatever the document calls it."""
        try:
            if (document["kty"], document["crv"]) != ("OKP", "Ed25519"):
                raise KeyUnfit("the key is not of Ed25519")
            public = raw(document["x"])
            Ed25519PublicKey.from_public_bytes(public)
        except (KeyError, TypeError, ValueError, AttributeError) as flaw:
            raise KeyUnfit(f"this is no public JWK: {flaw}") from flaw
        return cls(public)

    def verified(self, jws: str, typ: str) -> dict[str, Any]:
        """The claims of a JWS of this type, which this key must have signed."""
        try:
            signed, signature = jws.rsplit(".", 1)
            Ed25519PublicKey.from_public_bytes(self.public).verify(raw(signature), signed.encode("ascii"))
            header, claims = (json.loads(raw(part)) for part in signed.split("."))
            if (header["alg"], header["typ"]) != ("Ed25519", typ) or "crit" in header:
                raise ReceiptBroken("it is signed in another way, or is something else")
        except (KeyError, TypeError, ValueError) as flaw:
            raise ReceiptBroken(f"it is no signed document: {flaw}") from flaw
        except InvalidSignature as flaw:
            raise ReceiptBroken("the signature does not hold") from flaw
        return dict(claims)


@dataclass(frozen=True)
class SigningKey:
    """The private half."""

    secret: bytes = field(repr=False)

    @classmethod
    def generate(cls) -> "SigningKey":
        """A new key pair."""
        return cls(Ed25519PrivateKey.generate().private_bytes_raw())

    @cached_property
    def verifying_key(self) -> VerifyingKey:
        """The public half."""
        return VerifyingKey(self._private.public_key().public_bytes_raw())

    @cached_property
    def _private(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self.secret)

    def sign(self, claims: Mapping[str, Any], typ: str) -> str:
        """The claims as a compact JWS of this type."""
        header = {"alg": "Ed25519", "kid": self.verifying_key.key_id, "typ": typ}
        signed = f"{text(compact_json(header))}.{text(compact_json(claims))}"
        return f"{signed}.{text(self._private.sign(signed.encode('ascii')))}"

    def to_pem(self) -> bytes:
        """The private key as a PEM file (PKCS #8, RFC 8410)."""
        return self._private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())

    @classmethod
    def from_pem(cls, pem: bytes) -> "SigningKey":
        """The Ed25519 key of a PEM file without a passphrase."""
        try:
            key = load_pem_private_key(pem, password=None)
        except (TypeError, ValueError, UnsupportedAlgorithm) as flaw:
            raise KeyUnfit(f"this is no private key in PEM: {flaw}") from flaw
        if not isinstance(key, Ed25519PrivateKey):
            raise KeyUnfit("this private key is not of Ed25519")
        return cls(key.private_bytes_raw())
