"""Which portal an object is changed through, proved by a token that only that portal has."""

import hashlib
import hmac
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from chassis.errors import Forbidden

OFFERED_DAYS = 7
"""How long a transfer waits for the other portal."""


class OwnerTokenMissing(Forbidden):
    """A portal changes an object with its owner token, in the header Prenan-Owner-Token."""


class OwnerTokenWrong(Forbidden):
    """This is not the owner token of the object."""


class TransferRefused(Forbidden):
    """The transfer token is wrong, was used or has expired."""


def fingerprint(token: str) -> bytes:
    """What is kept of a token: SHA-256, which suffices for 256 bits of chance."""
    return hashlib.sha256(token.encode()).digest()


@dataclass(kw_only=True, eq=False)
class Ownership:
    """That an object is changed through one portal.

    `generation` counts its owner tokens; `transfer_hash` is of the transfer token that another portal may present.
    """

    object_id: UUID
    kind: str
    created_at: datetime
    generation: int = 1
    token_hash: bytes = field(default=b"", repr=False)
    rotated_at: datetime | None = None
    transfer_hash: bytes | None = field(default=None, repr=False)
    transfer_expires: datetime | None = None

    @property
    def token_name(self) -> str:
        """What its present owner token is made from."""
        return f"owner/{self.object_id}/{self.generation}"

    def is_proved_by(self, token: str) -> bool:
        """Whether a token is its present owner token; takes the same time whatever the token."""
        return hmac.compare_digest(fingerprint(token), self.token_hash)

    def rotate(self, now: datetime) -> None:
        """Make room for a new owner token; what was offered before is withdrawn."""
        self.generation += 1
        self.rotated_at = now
        self.transfer_hash = self.transfer_expires = None

    def offer(self, now: datetime) -> str:
        """Offer it to another portal for `OFFERED_DAYS`; what the transfer token is made from."""
        self.transfer_expires = now + timedelta(days=OFFERED_DAYS)
        return f"transfer/{self.object_id}/{self.generation}/{self.transfer_expires.isoformat()}"

    def accept(self, token: str, now: datetime) -> None:
        """Pass to the portal that presents the transfer token, once; the owner token of the other ends."""
        expected = self.transfer_hash or b""
        is_offered = self.transfer_expires is not None and now < self.transfer_expires
        if not hmac.compare_digest(fingerprint(token), expected) or not is_offered:
            raise TransferRefused
        self.rotate(now)


@dataclass(frozen=True)
class Portal:
    """A marketplace of others that acts for its users (place de marché tierce), with the proof that it brings."""

    owner_token: str | None = field(default=None, repr=False)

    def must_hold(self, ownership: Ownership | None) -> Ownership:
        """The ownership that it proves; refuses without proof, and says the same whether the object exists or not."""
        if self.owner_token is None:
            raise OwnerTokenMissing
        if ownership is None or not ownership.is_proved_by(self.owner_token):
            raise OwnerTokenWrong
        return ownership
