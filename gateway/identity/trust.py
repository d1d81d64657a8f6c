"""What it takes to believe an access token: who issued it, for whom, until when (RFC 9068, RFC 8725)."""

from collections.abc import Mapping
from typing import Any, Protocol

from joserfc.jwk import Key
from pydantic import BaseModel, ConfigDict, Field

from chassis.auth import Principal, Unauthenticated

LEEWAY_SECONDS = 10.0
"""How far clocks may differ."""


class TokenRefused(Unauthenticated):
    """The access token does not count."""

    def headers(self) -> dict[str, str]:
        """What is wrong, as RFC 6750 3 says it."""
        return {"WWW-Authenticate": 'Bearer error="invalid_token"'}


class TokenInvalid(TokenRefused):
    """This is not an access token that counts here: see its issuer, audience, type, key and signature."""


class TokenExpired(TokenRefused):
    """The access token has expired, or is not valid yet; ask for a new one."""


class ClientRevoked(TokenRefused):
    """The client of this access token was revoked."""


class Header(BaseModel):
    """The header of a token. Keys that it brings or points at (jwk, jku, x5c, x5u) are never looked at."""

    alg: str
    typ: str
    kid: str = Field(min_length=1, max_length=200)
    crit: None = None
    b64: None = None


class Claims(BaseModel):
    """The registered claims of a token (RFC 7519 4.1), in seconds of Unix time."""

    model_config = ConfigDict(strict=True, extra="allow")

    iss: str
    aud: str | list[str]
    exp: float = Field(allow_inf_nan=False)
    nbf: float = Field(0, allow_inf_nan=False)

    def is_for(self, audience: str) -> bool:
        """Whether it was issued for an audience."""
        return audience in (self.aud if isinstance(self.aud, list) else [self.aud])

    def is_current(self, now: float) -> bool:
        """Whether it counts at an instant of Unix time."""
        return self.nbf - LEEWAY_SECONDS <= now < self.exp + LEEWAY_SECONDS


class Issuer(Protocol):
    """Whose tokens are believed, and what they say of their clients."""

    @property
    def issuer(self) -> str:
        """The claim `iss` of its tokens."""

    @property
    def audience(self) -> str:
        """What the claim `aud` has to hold."""

    @property
    def algorithms(self) -> frozenset[str]:
        """What it may sign with (JWA); neither `none` nor a shared secret."""

    @property
    def types(self) -> frozenset[str]:
        """The types of its access tokens, in lower case, which its ID tokens must not have."""

    @property
    def remembered_seconds(self) -> float:
        """For how long a verified token is believed without another look at its signature."""

    async def key(self, kid: str) -> Key | None:
        """Its public key of an id."""

    def principal(self, claims: Mapping[str, Any]) -> Principal:
        """Whom a verified token stands for; raises `TokenInvalid` where it does not say."""

    def check(self, kid: str, claims: Mapping[str, Any]) -> None:
        """Raise a kind of `TokenRefused` where a verified token has stopped counting."""
