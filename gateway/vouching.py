"""A principal, and the signed proof of it by which the gateway vouches for it to the services."""

from dataclasses import dataclass

from chassis.auth import Principal, sign

SIGNATURE_SECONDS = 30.0
"""A signed principal is used again for this long, half of its life."""


@dataclass
class Vouched:
    """A principal whose signature is used again for half a minute."""

    principal: Principal
    _token: str = ""
    _signed_at: float = float("-inf")

    def token(self, secret: str, now: float) -> str:
        """The signed principal; `now` in seconds of any clock that only goes on."""
        if now - self._signed_at > SIGNATURE_SECONDS:
            self._token, self._signed_at = sign(self.principal, secret), now
        return self._token
