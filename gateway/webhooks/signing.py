"""Signatures of Standard Webhooks 1.0: HMAC-SHA256 (v1) and Ed25519 (v1a), by secrets that are stored nowhere."""

import base64
import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey


@dataclass(frozen=True)
class Secret:
    """One secret of an endpoint: 32 bytes that sign by HMAC, and 32 others that are the seed of an Ed25519 key."""

    shared: bytes
    seed: bytes

    @property
    def text(self) -> str:
        """The symmetric secret as receivers are given it: `whsec_…`."""
        return f"whsec_{_base64(self.shared)}"

    @property
    def public_key(self) -> str:
        """The Ed25519 public key, for receivers that want to hold no secret: `whpk_…`."""
        return f"whpk_{_base64(self._key.public_key().public_bytes_raw())}"

    @cached_property
    def _key(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self.seed)

    def signatures(self, content: bytes) -> str:
        """Both signatures of a content, as they stand in `webhook-signature`."""
        shared = hmac.digest(self.shared, content, hashlib.sha256)
        return f"v1,{_base64(shared)} v1a,{_base64(self._key.sign(content))}"


class Signer:
    """Makes the secrets of endpoints from the pepper, each time anew: a stolen database signs nothing."""

    def __init__(self, pepper: str) -> None:
        self._pepper = pepper.encode()
        self.secret = lru_cache(maxsize=10_000)(self._secret)

    def _secret(self, endpoint: UUID, number: int) -> Secret:
        """The secret of an endpoint by its number, which counts rotations."""
        made = [
            hmac.digest(self._pepper, f"webhook {kind} {endpoint} {number}".encode(), hashlib.sha256)
            for kind in ("v1", "v1a")
        ]
        return Secret(*made)

    def headers(self, endpoint: UUID, numbers: Sequence[int], message: str, at: int, body: bytes) -> dict[str, str]:
        """The headers of a message at a Unix second, signed by every secret that is valid."""
        content = f"{message}.{at}.".encode() + body
        signatures = (self.secret(endpoint, number).signatures(content) for number in numbers)
        return {
            "webhook-id": message,
            "webhook-timestamp": str(at),
            "webhook-signature": " ".join(signatures),
        }


def _base64(raw: bytes) -> str:
    return base64.b64encode(raw).decode()
