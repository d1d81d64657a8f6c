"""An issuer of tokens elsewhere: real keys, signed tokens, and its JWK set over real HTTP."""

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import orjson
from fastapi import FastAPI, Response
from joserfc import jwt
from joserfc.jwk import ECKey

from deploy.embedded.ports import free_port
from gateway.identity.declaration import Declaration
from tests.component.gateway.serving import Served

AUDIENCE = "https://prenan.example"
BUYER = "23350001600040"


class ForeignIssuer:
    """Signs what a test wants, shows the keys that it wants, and counts who asks."""

    def __init__(self) -> None:
        self.app, self.port = FastAPI(openapi_url=None), free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.served = Served(self.app, self.port)
        self.app.add_api_route("/keys", self._answer)
        self.begin()

    def begin(self) -> None:
        """One key, and nobody has asked."""
        self.asked, self.status = 0, 200
        self.keys = [new_key()]
        self.document: dict[str, Any] | None = None

    async def _answer(self) -> Response:
        self.asked += 1
        listed = self.document or {"keys": [key.as_dict(private=False) for key in self.keys]}
        return Response(orjson.dumps(listed), self.status, media_type="application/json")

    def declared(self, **changes: Any) -> Declaration:
        """What an operator here declares of it."""
        said = {
            "name": "sso",
            "issuer": self.url,
            "audience": AUDIENCE,
            "jwks_url": f"{self.url}/keys",
            "algorithms": ["ES256"],
            "client": "azp",
            "roles": "realm_access.roles",
            "role_of": {"acheteur": "purchasing-referent"},
            "organisation": "siret",
            "organisation_of": {"la-region": BUYER, "tous": "*"},
            "scopes": ["offers:read"],
        }
        return Declaration.model_validate(said | changes)

    def claims(self, **changes: Any) -> dict[str, Any]:
        """What a good token says; a change to None leaves a claim out."""
        now = int(time.time())
        said = {
            "iss": self.url,
            "aud": [AUDIENCE, "others"],
            "exp": now + 300,
            "nbf": now,
            "azp": "finance",
            "realm_access": {"roles": ["acheteur", "stranger"]},
            "siret": BUYER,
        }
        return {name: value for name, value in (said | changes).items() if value is not None}

    def token(self, header: dict[str, Any] | None = None, key: ECKey | None = None, **changes: Any) -> str:
        """A signed token."""
        signing = key or self.keys[-1]
        said = {"alg": "ES256", "typ": "at+jwt", "kid": signing.kid} | (header or {})
        return jwt.encode(said, self.claims(**changes), signing)


def new_key() -> ECKey:
    return ECKey.generate_key("P-256", auto_kid=True)


@asynccontextmanager
async def foreign_issuer() -> AsyncIterator[ForeignIssuer]:
    made = ForeignIssuer()
    await made.served.start()
    try:
        yield made
    finally:
        await made.served.kill()
