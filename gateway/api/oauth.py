"""The token endpoint and what clients have to know of it: RFC 6749 4.4, RFC 7517, RFC 8414."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Literal

import orjson
from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, Field

from chassis.auth import PUBLIC
from chassis.problems import problems
from chassis.uploads import UPLOAD, UploadBroken, chunks_of
from contracts.reference.roles import roles
from gateway.admission import Admission
from gateway.identity.granting import Error, GrantRefused, form_of, proof_of, proven, scopes_for
from gateway.identity.ring import TOKEN_LIFETIME
from gateway.reception import TOKEN_PATH

router = APIRouter(tags=["oauth"], dependencies=PUBLIC)
FORM = "application/x-www-form-urlencoded"
LARGEST_FORM = 16 * 1024
_KEPT_SECONDS = 300
_NO_STORE = {"Cache-Control": "no-store", "Pragma": "no-cache"}


class TokenForm(BaseModel):
    """What a client sends; its id and secret may come as HTTP Basic credentials instead."""

    grant_type: Literal["client_credentials"]
    scope: str | None = Field(None, description="scopes of the role, with spaces between; default: all of them")
    client_id: str | None = None
    client_secret: str | None = None


class AccessToken(BaseModel):
    """An access token: a JWT (RFC 9068), to be sent as `Authorization: Bearer …`."""

    access_token: str
    token_type: Literal["Bearer"] = "Bearer"  # noqa: S105 - the name of a scheme
    expires_in: int = Field(description="seconds")
    scope: str


class TokenError(BaseModel):
    """Why there is no token (RFC 6749 5.2)."""

    error: Error
    error_description: str


class JwkSet(BaseModel):
    """The public keys that verify our access tokens (RFC 7517)."""

    keys: list[dict[str, Any]]


class ServerMetadata(BaseModel):
    """How to get an access token (RFC 8414)."""

    issuer: str
    token_endpoint: str
    jwks_uri: str
    scopes_supported: list[str]
    response_types_supported: list[str]
    grant_types_supported: list[str]
    token_endpoint_auth_methods_supported: list[str]


_BODY = {"required": True, "content": {FORM: {"schema": TokenForm.model_json_schema()}}}
_REFUSED = {"model": TokenError, "description": "No token, and why (RFC 6749 5.2)"}


@router.post(
    TOKEN_PATH,
    response_model=AccessToken,
    responses={**problems(UploadBroken), 400: _REFUSED, 401: _REFUSED},
    openapi_extra={UPLOAD: LARGEST_FORM, "requestBody": _BODY},
)
async def issue_token(request: Request) -> Response:
    """Give a client an access token for ten minutes (client credentials)."""
    admission: Admission = request.app.state.admission
    authorization = request.headers.get("authorization")
    try:
        form = await _form(request)
        client = await proven(admission.clients, admission.pepper, proof_of(form, authorization), datetime.now(UTC))
        scopes = scopes_for(client, form)
    except GrantRefused as refused:
        return _refused(refused)
    token = await admission.issuer.token(client, scopes)
    lifetime = int(TOKEN_LIFETIME.total_seconds())
    answer = AccessToken(access_token=token, expires_in=lifetime, scope=" ".join(sorted(scopes)))
    return Response(answer.model_dump_json(), headers=_NO_STORE, media_type="application/json")


@router.get("/.well-known/jwks.json", response_model=JwkSet, responses=problems())
async def read_keys(request: Request) -> Response:
    """Read the public keys that verify our access tokens."""
    admission: Admission = request.app.state.admission
    return _kept({"keys": [key.public() for key in await admission.ring.published()]})


@router.get("/.well-known/oauth-authorization-server", response_model=ServerMetadata, responses=problems())
async def read_metadata(request: Request) -> Response:
    """Read where and how clients get access tokens."""
    address: str = request.app.state.settings.public_url
    metadata = ServerMetadata(
        issuer=address,
        token_endpoint=address + TOKEN_PATH,
        jwks_uri=f"{address}/.well-known/jwks.json",
        scopes_supported=sorted({scope for role in roles().values() for scope in role.scopes}),
        response_types_supported=[],
        grant_types_supported=["client_credentials"],
        token_endpoint_auth_methods_supported=["client_secret_basic", "client_secret_post"],
    )
    return _kept(metadata.model_dump())


async def _form(request: Request) -> dict[str, str]:
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != FORM:
        raise GrantRefused("invalid_request", f"Send the body as {FORM}")
    return form_of(b"".join([chunk async for chunk in chunks_of(request)]))


def _refused(refused: GrantRefused) -> Response:
    is_unknown = refused.error == "invalid_client"
    headers = _NO_STORE | ({"WWW-Authenticate": 'Basic realm="prenan"'} if is_unknown else {})
    body = TokenError(error=refused.error, error_description=refused.description)
    return Response(body.model_dump_json(), 401 if is_unknown else 400, headers, "application/json")


def _kept(document: Mapping[str, Any]) -> Response:
    headers = {"Cache-Control": f"public, max-age={_KEPT_SECONDS}"}
    return Response(orjson.dumps(document), headers=headers, media_type="application/json")
