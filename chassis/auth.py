"""Who a call is made for: a principal that the gateway vouches for, and the scopes an operation asks of it."""

import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated, Any

from fastapi import Depends, Request
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import OctKey

from chassis.errors import Forbidden, Refusal

HEADER = "Prenan-Principal"
LIFETIME_SECONDS = 60
EVERY_ORGANISATION = "*"
ANYONE = "public"
"""The access of an operation that asks for nothing."""
AUTHENTICATED = "authenticated"
"""The access of an operation that asks who calls, whatever the scopes."""
_CLAIMS = jwt.JWTClaimsRegistry(exp={"essential": True}, sub={"essential": True})


class Unauthenticated(Refusal):
    """The call does not say who makes it, or its proof is not valid."""

    status = 401

    def headers(self) -> dict[str, str]:
        """The scheme to authenticate with."""
        return {"WWW-Authenticate": "Bearer"}


class ScopeMissing(Forbidden):
    """The key or token does not carry the scope that this operation asks for."""


class NotYours(Forbidden):
    """This belongs to another organisation."""


@dataclass(frozen=True)
class Principal:
    """Who a call is made for. `organisation` is a SIRET, `*` for every organisation, None for a person of none."""

    client: str
    scopes: frozenset[str]
    organisation: str | None = None

    def owns(self, organisation: str) -> bool:
        """Whether it may act for an organisation."""
        return self.organisation in (organisation, EVERY_ORGANISATION)

    def must_own(self, organisation: str) -> None:
        """Raise `NotYours` unless it may act for an organisation."""
        if not self.owns(organisation):
            raise NotYours(f"This belongs to organisation {organisation}", organisation=organisation)


def sign(principal: Principal, secret: str, lifetime: int = LIFETIME_SECONDS) -> str:
    """A compact JWS (HS256) by which the gateway vouches for a principal, for `lifetime` seconds."""
    claims = {
        "sub": principal.client,
        "scope": " ".join(sorted(principal.scopes)),
        "org": principal.organisation,
        "exp": int(time.time()) + lifetime,
    }
    return jwt.encode({"alg": "HS256"}, claims, _key(secret))


def verify(token: str, secret: str) -> Principal:
    """The principal of a token; raises `Unauthenticated` where it is forged, foreign or expired."""
    try:
        claims = _authentic(token, secret)
        _CLAIMS.validate(claims)
    except (JoseError, ValueError) as error:
        raise Unauthenticated("The principal's token is not valid") from error
    return Principal(claims["sub"], frozenset(claims["scope"].split()), claims.get("org"))


@lru_cache(maxsize=1000)
def _authentic(token: str, secret: str) -> dict[str, Any]:
    """The claims of a token whose signature holds; a token is used for many calls, so this is remembered."""
    return jwt.decode(token, _key(secret), algorithms=["HS256"]).claims


@lru_cache(maxsize=10)
def _key(secret: str) -> OctKey:
    """The key of a secret; to import one costs a millisecond, since every other format is tried first."""
    return OctKey.import_key(secret)


async def caller(request: Request) -> Principal | None:
    """The principal of the call, or None for the public."""
    token = request.headers.get(HEADER)
    if token is None:
        return None
    secret: str = request.app.state.settings.platform_secret.get_secret_value()
    return verify(token, secret)


Caller = Annotated[Principal | None, Depends(caller)]


def requires(*scopes: str) -> Callable[..., Awaitable[Principal]]:
    """A dependency that lets only principals with one of `scopes` pass."""

    async def check(principal: Caller) -> Principal:
        if principal is None:
            raise Unauthenticated("This operation needs an API key or an access token: Authorization: Bearer …")
        if principal.scopes.isdisjoint(scopes):
            raise ScopeMissing(f"This operation needs the scope {' or '.join(scopes)}", scope=scopes[0])
        return principal

    check.__dict__["access"] = " ".join(scopes)
    return check


async def anyone() -> None:
    """A dependency that says: this operation is public."""


anyone.__dict__["access"] = ANYONE
PUBLIC: list[Any] = [Depends(anyone)]
"""`dependencies=` of a public route."""
