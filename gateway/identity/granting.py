"""Giving an access token to a client that proves who it is (RFC 6749 4.4)."""

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from urllib.parse import parse_qsl, unquote_plus

from gateway.identity.client import Client, digest_of
from gateway.identity.clients import Clients

Error = Literal["invalid_request", "invalid_client", "unsupported_grant_type", "invalid_scope"]
MOST_FIELDS = 20


class GrantRefused(Exception):
    """The token endpoint gives no token (RFC 6749 5.2)."""

    def __init__(self, error: Error, description: str) -> None:
        super().__init__(description)
        self.error, self.description = error, description


@dataclass(frozen=True)
class Proof:
    """Who a client says it is, and the secret by which it proves that."""

    client_id: str
    secret: str


def form_of(body: bytes) -> dict[str, str]:
    """The fields of a form; none comes twice (RFC 6749 3.2)."""
    try:
        pairs = parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=MOST_FIELDS, errors="strict")
    except ValueError as error:
        raise GrantRefused("invalid_request", "The body is not a form in UTF-8") from error
    if len({name for name, _ in pairs}) < len(pairs):
        raise GrantRefused("invalid_request", "A field comes twice")
    return {name: value for name, value in pairs if value}


def proof_of(form: Mapping[str, str], authorization: str | None) -> Proof:
    """The id and secret of a client, from the header (client_secret_basic) or the form (client_secret_post)."""
    if authorization is None:
        return Proof(form.get("client_id", ""), form.get("client_secret", ""))
    if "client_secret" in form:
        raise GrantRefused("invalid_request", "Send the secret in the header or in the form, not in both")
    scheme, _, credentials = authorization.partition(" ")
    try:
        decoded = base64.b64decode(credentials.strip(), validate=True).decode() if scheme.lower() == "basic" else ""
    except (binascii.Error, ValueError) as error:
        raise GrantRefused("invalid_client", "The header Authorization is not Basic id:secret") from error
    client_id, _, secret = decoded.partition(":")
    return Proof(unquote_plus(client_id), unquote_plus(secret))


async def proven(clients: Clients, pepper: str, proof: Proof, now: datetime) -> Client:
    """The client that a proof is of; whether the id or the secret was wrong is not said."""
    client = await clients.find(proof.client_id) if "\x00" not in proof.client_id else None
    if client is None or not client.knows(digest_of(proof.secret, pepper), now):
        raise GrantRefused("invalid_client", "There is no such client, its secret is another, or one of both has ended")
    return client


def scopes_for(client: Client, form: Mapping[str, str]) -> frozenset[str]:
    """The scopes that a client asks for; without any, all of its role."""
    if form.get("grant_type") is None:
        raise GrantRefused("invalid_request", "The field grant_type is missing")
    if form["grant_type"] != "client_credentials":
        raise GrantRefused("unsupported_grant_type", "The only grant_type is client_credentials")
    asked = frozenset(form.get("scope", "").split())
    if foreign := asked - client.scopes:
        raise GrantRefused("invalid_scope", f"The client's role does not carry {' '.join(sorted(foreign))}")
    return asked or client.scopes
