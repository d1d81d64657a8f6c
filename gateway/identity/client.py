"""An OAuth client: a program that gets access tokens for itself (RFC 6749 4.4)."""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime

from gateway.keys.grant import scopes_of


@dataclass(frozen=True)
class Secret:
    """One of a client's secrets as it is stored."""

    id: str
    digest: bytes
    issued_at: datetime
    expires_at: datetime
    revoked_at: datetime | None = None

    def is_active(self, now: datetime) -> bool:
        """Whether it may be used: neither revoked nor expired."""
        return self.revoked_at is None and now < self.expires_at


@dataclass(frozen=True)
class Client:
    """A client with its secrets; `organisation` is a SIRET, or `*` for every organisation."""

    id: str
    client: str
    role: str
    organisation: str
    registered_at: datetime
    revoked_at: datetime | None = None
    secrets: tuple[Secret, ...] = ()

    @property
    def scopes(self) -> frozenset[str]:
        """The scopes of its role."""
        return scopes_of(self.role)

    def knows(self, digest: bytes, now: datetime) -> bool:
        """Whether a digest is that of an active secret of a client that was not revoked."""
        active = (secret for secret in self.secrets if secret.is_active(now))
        return self.revoked_at is None and any(hmac.compare_digest(secret.digest, digest) for secret in active)


def digest_of(secret: str, pepper: str) -> bytes:
    """What is stored of a secret: HMAC-SHA256 under the pepper."""
    return hmac.digest(pepper.encode(), b"client secret " + secret.encode(), hashlib.sha256)
