"""What a key grants: to whom, in which role, until when."""

import hmac
from dataclasses import dataclass
from datetime import datetime

from contracts.reference.roles import roles


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

    @property
    def scopes(self) -> frozenset[str]:
        """The scopes of the role as it is today; none where the role is gone."""
        role = roles().get(self.role)
        return frozenset(role.scopes) if role else frozenset()

    def belongs_to(self, digest: bytes) -> bool:
        """Whether the secret behind a digest is this key's; takes the same time for every wrong one."""
        return hmac.compare_digest(self.digest, digest)

    def is_active(self, now: datetime) -> bool:
        """Whether it may be used: neither revoked nor expired."""
        return self.revoked_at is None and now < self.expires_at
