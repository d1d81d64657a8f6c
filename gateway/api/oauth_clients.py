"""OAuth clients over HTTP, for operators."""

from datetime import UTC, datetime
from typing import Annotated, Literal, Self

from fastapi import APIRouter, Depends, Path, Response
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from chassis.auth import NotYours, ScopeMissing, Unauthenticated
from chassis.idempotency import OnceOnly
from chassis.paging import InvalidCursor, Paging
from chassis.problems import MalformedJson, problems
from contracts.vocabulary import Siret
from gateway.api.acting import ONCE, Begun
from gateway.api.administration import Administrator, Admitting, Named, RoleCode, ruled_by
from gateway.identity.client import Client, Secret
from gateway.identity.clients import ClientEnded, Clients, ClientUnknown, SecretUnknown, TooManyActiveSecrets
from gateway.identity.registering import client_secret, register, replace_secret
from gateway.keys.issuing import DEFAULT_DAYS, LONGEST_DAYS
from gateway.keys.key import SEED_LENGTH, chance

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


class Secretive(BaseModel):
    """What is shown with a secret in the answer to one call alone, and to its repetitions."""

    client_secret: str

    def with_secret(self, pepper: str) -> Self:
        """The same with the secret itself in the place of the seed that is kept of it."""
        return self.model_copy(update={"client_secret": client_secret(self.client_secret, pepper)})


class IssuedSecret(SecretResource, Secretive):
    """A new secret; only a repetition of the same call shows `client_secret` again."""


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
    def of(cls, client: Client, **more: str) -> Self:
        """What is shown of a stored client."""
        shown = {name: getattr(client, name) for name in ("client", "role", "organisation", "registered_at")}
        secrets = [SecretResource.of(secret) for secret in client.secrets]
        state = {"client_id": client.id, "scopes": sorted(client.scopes), "revoked_at": client.revoked_at}
        return cls.model_validate({**shown, **state, "secrets": secrets, **more})


class RegisteredClient(ClientResource, Secretive):
    """A new client; only a repetition of the same call shows `client_secret` again."""


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


@router.post("", status_code=201, response_model=RegisteredClient, responses=problems(*_DENIED, *ONCE, MalformedJson))
async def register_client(
    body: ClientRequest, administrator: Administrator, admission: Admitting, transaction: Begun, once: OnceOnly
) -> Response:
    """Register a client with its first secret, which only a repetition of this call shows again."""
    administrator.must_own(body.organisation)

    async def act() -> tuple[RegisteredClient, dict[str, str]]:
        clients, seed, now = Clients(transaction.lent), chance(SEED_LENGTH), datetime.now(UTC)
        made = await register(clients, admission.pepper, seed=seed, now=now, **body.model_dump())
        headers = _SHOWN_ONCE | {"Location": f"/oauth-clients/{made.id}"}
        return RegisteredClient.of(made, client_secret=seed), headers

    def shown(kept: bytes) -> bytes:
        return RegisteredClient.model_validate_json(kept).with_secret(admission.pepper).model_dump_json().encode()

    return await once.keep(transaction, act, status=201, shown=shown)


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
    responses=problems(*_DENIED, ClientUnknown, ClientEnded, TooManyActiveSecrets, *ONCE, MalformedJson),
)
async def add_secret(
    body: SecretRequest, client: Own, admission: Admitting, transaction: Begun, once: OnceOnly
) -> Response:
    """Give a client a second secret, so that the first can be ended without a gap."""

    async def act() -> tuple[IssuedSecret, dict[str, str]]:
        clients, seed, now = Clients(transaction.lent), chance(SEED_LENGTH), datetime.now(UTC)
        made = await replace_secret(clients, admission.pepper, client.id, seed=seed, now=now, days=body.days)
        return IssuedSecret(client_secret=seed, **SecretResource.of(made).model_dump()), {**_SHOWN_ONCE}

    def shown(kept: bytes) -> bytes:
        return IssuedSecret.model_validate_json(kept).with_secret(admission.pepper).model_dump_json().encode()

    return await once.keep(transaction, act, status=201, shown=shown)


@router.delete(
    "/{client_id}/secrets/{secret_id}", status_code=204, responses=problems(*_DENIED, ClientUnknown, SecretUnknown)
)
async def revoke_secret(secret_id: ClientId, client: Own, admission: Admitting) -> Response:
    """Revoke a secret: no token is given for it any more; those that it gave live out their minutes."""
    await admission.clients.end_secret(client.id, secret_id, datetime.now(UTC))
    return Response(status_code=204)
