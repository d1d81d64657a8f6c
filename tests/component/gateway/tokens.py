"""Tokens in tests: how one is asked for, used, read, and forged."""

import base64
import hashlib
import hmac
import json
from dataclasses import dataclass
from typing import Any

import httpx
from joserfc import jwt
from joserfc.jwk import ECKey

from tests.component.gateway.issuers import ForeignIssuer
from tests.component.gateway.platform import Platform

FORM = {"grant_type": "client_credentials"}
Claims = dict[str, Any]


async def drafting(prenan: Platform, token: str) -> httpx.Response:
    headers = {"Authorization": f"Bearer {token}"}
    return await prenan.http.post("/tenders", json={"title": "Roads"}, headers=headers)


async def asked(prenan: Platform, made: dict[str, Any], **form: str) -> httpx.Response:
    """A client asks for a token, with its credentials in the form."""
    own = {"client_id": made["client_id"], "client_secret": made["client_secret"]}
    return await prenan.http.post("/oauth/token", data=FORM | own | form)


def header_of(token: str) -> Claims:
    return read(token.split(".", maxsplit=1)[0])


def claims_of(token: str) -> Claims:
    return read(token.split(".")[1])


def part(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).decode().rstrip("=")


def read(text: str) -> Claims:
    said: Claims = json.loads(base64.urlsafe_b64decode(text + "=="))
    return said


@dataclass(frozen=True)
class Good:
    """A token that counts, what it says, the key that signed it, and an attacker's own key."""

    text: str
    header: Claims
    claims: Claims
    key: ECKey
    theirs: ECKey
    foreign: ForeignIssuer

    def signed(self, header: Claims | None = None, claims: Claims | None = None, key: ECKey | None = None) -> str:
        """The same with changes, by our own key or another; None leaves a member out."""
        said = {k: v for k, v in (self.header | (header or {})).items() if v is not None}
        told = {k: v for k, v in (self.claims | (claims or {})).items() if v is not None}
        return jwt.encode(said, told, key or self.key, default_type=None)

    def by_hand(self, header: Claims, signature: bytes = b"") -> str:
        """A header of an attacker's own over the same claims, with any signature."""
        said = part(json.dumps({k: v for k, v in (self.header | header).items() if v is not None}).encode())
        return f"{said}.{self.text.split('.')[1]}.{part(signature)}"

    def mac(self, secret: bytes) -> str:
        """Signed with HS256 by something that is public."""
        said = {"alg": "HS256", "typ": "at+jwt", "kid": self.header["kid"]}
        signed = f"{part(json.dumps(said).encode())}.{part(json.dumps(self.claims).encode())}"
        return f"{signed}.{part(hmac.digest(secret, signed.encode(), hashlib.sha256))}"
