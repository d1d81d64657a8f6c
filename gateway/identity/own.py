"""The platform as an issuer: the access tokens that it gives its own clients (RFC 9068)."""

import secrets
import time
from collections.abc import Mapping
from typing import Any

from joserfc import jwt
from joserfc.jwk import Key

from chassis.auth import Principal
from gateway.identity.client import Client
from gateway.identity.ring import TOKEN_LIFETIME, Ring
from gateway.identity.signing_key import ALGORITHM
from gateway.identity.trust import ClientRevoked, TokenInvalid

TYPE = "at+jwt"


class OwnIssuer:
    """Signs access tokens, and says whether they still count."""

    algorithms = frozenset({ALGORITHM})
    types = frozenset({TYPE})
    remembered_seconds = TOKEN_LIFETIME.total_seconds()

    def __init__(self, address: str, ring: Ring) -> None:
        self.issuer = self.audience = address
        self._ring = ring

    async def token(self, client: Client, scopes: frozenset[str]) -> str:
        """A new access token of a client."""
        signing, now = await self._ring.signing(), int(time.time())
        claims = {
            "iss": self.issuer,
            "aud": self.audience,
            "sub": client.client,
            "client_id": client.id,
            "org": client.organisation,
            "scope": " ".join(sorted(scopes)),
            "iat": now,
            "exp": now + int(TOKEN_LIFETIME.total_seconds()),
            "jti": secrets.token_urlsafe(12),
        }
        return jwt.encode({"alg": ALGORITHM, "typ": TYPE, "kid": signing.kid}, claims, signing.key)

    async def key(self, kid: str) -> Key | None:
        """Our key of an id; what another process has made this second is looked up once."""
        known = self._ring.verifying(kid) or await self._ring.looked_up(kid)
        return known.key if known else None

    def principal(self, claims: Mapping[str, Any]) -> Principal:
        """Whom one of our tokens stands for."""
        return Principal(claims["sub"], frozenset(claims["scope"].split()), claims["org"])

    def check(self, kid: str, claims: Mapping[str, Any]) -> None:
        """Raise `ClientRevoked`, or `TokenInvalid` where its key was distrusted."""
        if self._ring.is_revoked(claims["client_id"]):
            raise ClientRevoked(client_id=claims["client_id"])
        if self._ring.verifying(kid) is None:
            raise TokenInvalid
