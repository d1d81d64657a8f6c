"""What a key grants: to whom, in which role, until when."""

import hmac
from dataclasses import dataclass
from datetime import datetime

from contracts.reference.roles import roles


def scopes_of(role: str) -> frozenset[str]:
    """The scopes of a role as it is today; none where the role is gone."""
    found = roles().get(role)
    return frozenset(found.scopes) if found else frozenset()


@dataclass(frozen=True)
class Grant:
    """A key as it is stored. `organisation` is a SIRET, or `*` for every organisation."""

    id: str
    client: str
    role: str
    organisation: str
    digest: bytes
    issued_at: datetime
    expires_at: datetime
    revoked_at: datetime | None = None
    demo: bool = False
    """Whether it was issued for trying the platform."""

    @property
    def scopes(self) -> frozenset[str]:
        """The scopes of its role."""
        return scopes_of(self.role)

    def belongs_to(self, digest: bytes) -> bool:
        """Whether the secret behind a digest is this key's; takes the same time for every wrong one."""
        return hmac.compare_digest(self.digest, digest)

    def is_active(self, now: datetime) -> bool:
        """Whether it may be used: neither revoked nor expired."""
        return self.revoked_at is None and now < self.expires_at
