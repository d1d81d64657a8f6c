"""A key that signs access tokens, and the form in which it is kept: sealed, worthless without the pepper."""

import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from secrets import token_bytes
from typing import Any, Self

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from joserfc.jwk import ECKey

ALGORITHM = "ES256"
SIGNING_DAYS = 30
"""How long a key signs; then the next one does."""
_NONCE_BYTES = 12


@dataclass(frozen=True)
class SigningKey:
    """A key pair on the curve P-256, and until when it signs and verifies."""

    kid: str
    key: ECKey = field(repr=False, compare=False)
    made_at: datetime
    signs_until: datetime
    verifies_until: datetime

    @classmethod
    def new(cls, now: datetime, lifetime: timedelta) -> Self:
        """A key that signs for a month, and verifies as long as any token of it lives."""
        key = ECKey.generate_key("P-256", auto_kid=True)
        signs_until = now + timedelta(days=SIGNING_DAYS)
        assert key.kid is not None
        return cls(key.kid, key, now, signs_until, signs_until + lifetime)

    def public(self) -> dict[str, Any]:
        """Its public half as a JWK (RFC 7517)."""
        return {**self.key.as_dict(private=False), "kid": self.kid, "use": "sig", "alg": ALGORITHM}


class Safe:
    """Seals private keys: AES-256-GCM under a key derived from the pepper, bound to the name of what is sealed."""

    def __init__(self, pepper: str) -> None:
        derivation = HKDF(SHA256(), length=32, salt=None, info=b"prenan signing keys")
        self._cipher = AESGCM(derivation.derive(pepper.encode()))

    def seal(self, kid: str, key: ECKey) -> bytes:
        """What is stored of a key."""
        nonce = token_bytes(_NONCE_BYTES)
        plain = json.dumps(key.as_dict(private=True)).encode()
        return nonce + self._cipher.encrypt(nonce, plain, kid.encode())

    def open(self, kid: str, sealed: bytes) -> ECKey:
        """The key that was stored; raises `cryptography.exceptions.InvalidTag` where the pepper is another."""
        plain = self._cipher.decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], kid.encode())
        return ECKey.import_key(json.loads(plain))
