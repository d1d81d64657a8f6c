"""Tokens that can be made again: what is kept of one is its name and its hash, never the token itself."""

import base64
import hashlib
import hmac
from collections.abc import Mapping

_NAMED = "token:"


class Mint:
    """Makes the token of a name: HMAC-SHA256 of the name under a secret, 256 bits, base64url."""

    def __init__(self, secret: str) -> None:
        self._secret = secret.encode()

    def token(self, name: str) -> str:
        """The token of a name, the same each time."""
        digest = hmac.digest(self._secret, b"token " + name.encode(), hashlib.sha256)
        return base64.urlsafe_b64encode(digest).decode().rstrip("=")

    def revealed(self, headers: Mapping[str, str]) -> dict[str, str]:
        """Headers of an answer, with each token in the place of its name."""
        return {
            header: self.token(value.removeprefix(_NAMED)) if value.startswith(_NAMED) else value
            for header, value in headers.items()
        }


def named(name: str) -> str:
    """What an answer that is kept says in the place of a token."""
    return _NAMED + name
