"""OAuth clients over HTTP, for operators."""

from datetime import UTC, datetime
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Path, Response
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from chassis.auth import NotYours, ScopeMissing, Unauthenticated
from chassis.paging import InvalidCursor, Paging
from chassis.problems import MalformedJson, problems
from contracts.vocabulary import Siret
from gateway.api.administration import Administrator, Admitting, Named, RoleCode, ruled_by
from gateway.identity.client import Client, Secret
from gateway.identity.clients import ClientEnded, ClientUnknown, SecretUnknown, TooManyActiveSecrets
from gateway.identity.registering import register, replace_secret
from gateway.keys.issuing import DEFAULT_DAYS, LONGEST_DAYS

router = APIRouter(prefix="/oauth-clients", tags=["oauth"])
_DENIED = (Unauthenticated, ScopeMissing, NotYours)
ClientId = Annotated[str, Path(pattern="^[A-Za-z0-9]{12}$")]
Days = Annotated[int, Field(ge=1, le=LONGEST_DAYS, description="days until the secret expires")]
_SHOWN_ONCE = {"Cache-Control": "no-store"}


class ClientRequest(BaseModel):
    """A client to register."""

    model_config = ConfigDict(extra="forbid")

    role: RoleCode
    organisation: Siret | Literal["*"] = Field(description="SIRET, or * for every organisation")
    client: Named = None
    days: Days = DEFAULT_DAYS


class SecretRequest(BaseModel):
    """A further secret of a client."""

    model_config = ConfigDict(extra="forbid")

    days: Days = DEFAULT_DAYS


class SecretResource(BaseModel):
    """What is known of a secret; never the secret itself."""

    id: str
    issued_at: AwareDatetime
    expires_at: AwareDatetime
    revoked_at: AwareDatetime | None = None

    @classmethod
    def of(cls, secret: Secret) -> "SecretResource":
        """What is shown of a stored secret."""
        return cls.model_validate(secret, from_attributes=True)


class IssuedSecret(SecretResource):
    """A new secret; `client_secret` is shown this once."""

    client_secret: str


class ClientResource(BaseModel):
    """What is known of a client."""

    client_id: str
    client: str
    role: str
    organisation: str
    scopes: list[str]
    registered_at: AwareDatetime
    revoked_at: AwareDatetime | None
    secrets: list[SecretResource]

    @classmethod
    def of(cls, client: Client, **more: str) -> "ClientResource":
        """What is shown of a stored client."""
        shown = {name: getattr(client, name) for name in ("client", "role", "organisation", "registered_at")}
        secrets = [SecretResource.of(secret) for secret in client.secrets]
        state = {"client_id": client.id, "scopes": sorted(client.scopes), "revoked_at": client.revoked_at}
        return cls.model_validate({**shown, **state, "secrets": secrets, **more})


class RegisteredClient(ClientResource):
    """A new client; `client_secret` is shown this once."""

    client_secret: str


class ClientPage(BaseModel):
    """Clients in the order of their ids."""

    items: list[ClientResource]
    next: str | None
    prev: str | None


async def _own(client_id: ClientId, administrator: Administrator, admission: Admitting) -> Client:
    client = await admission.clients.get(client_id)
    administrator.must_own(client.organisation)
    return client


Own = Annotated[Client, Depends(_own)]


@router.post("", status_code=201, response_model=RegisteredClient, responses=problems(*_DENIED, MalformedJson))
async def register_client(body: ClientRequest, administrator: Administrator, admission: Admitting) -> Response:
    """Register a client with its first secret, which cannot be shown again."""
    administrator.must_own(body.organisation)
    secret, made = await register(admission.clients, admission.pepper, now=datetime.now(UTC), **body.model_dump())
    shown = RegisteredClient.of(made, client_secret=secret)
    headers = _SHOWN_ONCE | {"Location": f"/oauth-clients/{made.id}"}
    return Response(shown.model_dump_json(), 201, headers, "application/json")


@router.get("", response_model=ClientPage, responses=problems(*_DENIED[:2], InvalidCursor))
async def list_clients(administrator: Administrator, admission: Admitting, page: Paging) -> Response:
    """List the clients of the caller's organisation, or of all."""
    found = await admission.clients.page(
        ruled_by(administrator), page.edge, page.comparison, page.order, page.limit + 1
    )
    return page.answer([(client.id, ClientResource.of(client).model_dump_json()) for client in found])


@router.get("/{client_id}", response_model=ClientResource, responses=problems(*_DENIED, ClientUnknown))
async def read_client(client: Own) -> ClientResource:
    """Read what a client may do, and which secrets it has."""
    return ClientResource.of(client)


@router.delete("/{client_id}", status_code=204, responses=problems(*_DENIED, ClientUnknown))
async def revoke_client(client: Own, admission: Admitting) -> Response:
    """Revoke a client: its tokens are refused here at once, everywhere within two seconds."""
    await admission.clients.revoke(client.id, datetime.now(UTC))
    await admission.ring.refresh()
    return Response(status_code=204)


@router.post(
    "/{client_id}/secrets",
    status_code=201,
    response_model=IssuedSecret,
    responses=problems(*_DENIED, ClientUnknown, ClientEnded, TooManyActiveSecrets, MalformedJson),
)
async def add_secret(body: SecretRequest, client: Own, admission: Admitting) -> Response:
    """Give a client a second secret, so that the first can be ended without a gap."""
    now, pepper = datetime.now(UTC), admission.pepper
    shown, secret = await replace_secret(admission.clients, pepper, client.id, now, body.days)
    issued = IssuedSecret(client_secret=shown, **SecretResource.of(secret).model_dump())
    return Response(issued.model_dump_json(), 201, _SHOWN_ONCE, "application/json")


@router.delete(
    "/{client_id}/secrets/{secret_id}", status_code=204, responses=problems(*_DENIED, ClientUnknown, SecretUnknown)
)
async def revoke_secret(secret_id: ClientId, client: Own, admission: Admitting) -> Response:
    """Revoke a secret: no token is given for it any more; those that it gave live out their minutes."""
    await admission.clients.end_secret(client.id, secret_id, datetime.now(UTC))
    return Response(status_code=204)
