"""API keys over HTTP, for operators."""

from datetime import UTC, datetime
from typing import Annotated, Literal

from fastapi import APIRouter, Path, Response
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from chassis.auth import NotYours, ScopeMissing, Unauthenticated
from chassis.idempotency import OnceOnly
from chassis.paging import InvalidCursor, Paging
from chassis.problems import MalformedJson, problems
from contracts.vocabulary import Siret
from gateway.api.acting import ONCE, Begun
from gateway.api.administration import Administrator, Admitting, Named, RoleCode, ruled_by
from gateway.keys.grant import Grant
from gateway.keys.issuing import DEFAULT_DAYS, LONGEST_DAYS, issue
from gateway.keys.key import SEED_LENGTH, Key, chance
from gateway.keys.register import KeyUnknown, Register, TooManyActiveKeys

router = APIRouter(prefix="/keys", tags=["keys"])
_DENIED = (Unauthenticated, ScopeMissing)
KeyId = Annotated[str, Path(pattern="^[A-Za-z0-9]{12}$")]


class KeyRequest(BaseModel):
    """A key to issue."""

    model_config = ConfigDict(extra="forbid")

    role: RoleCode
    organisation: Siret | Literal["*"] = Field(description="SIRET, or * for every organisation")
    client: Named = None
    days: int = Field(DEFAULT_DAYS, ge=1, le=LONGEST_DAYS)


class KeyResource(BaseModel):
    """What is known of a key; never its secret."""

    id: str
    client: str
    role: str
    organisation: str
    scopes: list[str]
    issued_at: AwareDatetime
    expires_at: AwareDatetime
    revoked_at: AwareDatetime | None = None


class IssuedKey(KeyResource):
    """A new key; `key` is shown in the answer to this call alone, and to its repetitions."""

    key: str

    def with_key(self, pepper: str) -> "IssuedKey":
        """The same with the key itself in the place of the seed that is kept of it."""
        return self.model_copy(update={"key": Key.grown(self.id, self.key, pepper).text})


class KeyPage(BaseModel):
    """Keys in the order of their ids."""

    items: list[KeyResource]
    next: str | None
    prev: str | None


def _described(grant: Grant) -> dict[str, object]:
    named = ("id", "client", "role", "organisation", "issued_at", "expires_at", "revoked_at")
    return {name: getattr(grant, name) for name in named} | {"scopes": sorted(grant.scopes)}


@router.post(
    "",
    status_code=201,
    response_model=IssuedKey,
    responses=problems(*_DENIED, NotYours, TooManyActiveKeys, *ONCE, MalformedJson),
)
async def issue_key(
    body: KeyRequest, administrator: Administrator, admission: Admitting, transaction: Begun, once: OnceOnly
) -> Response:
    """Issue a key; only a repetition of this call shows it again, and a client has at most two that are active."""
    administrator.must_own(body.organisation)

    async def act() -> tuple[IssuedKey, dict[str, str]]:
        register, seed, now = Register(transaction.lent), chance(SEED_LENGTH), datetime.now(UTC)
        _, grant = await issue(register, admission.pepper, now=now, seed=seed, **body.model_dump())
        headers = {"Location": f"/keys/{grant.id}", "Cache-Control": "no-store"}
        return IssuedKey.model_validate(_described(grant) | {"key": seed}), headers

    def shown(kept: bytes) -> bytes:
        return IssuedKey.model_validate_json(kept).with_key(admission.pepper).model_dump_json().encode()

    return await once.keep(transaction, act, status=201, shown=shown)


@router.get("", response_model=KeyPage, responses=problems(*_DENIED, InvalidCursor))
async def list_keys(administrator: Administrator, admission: Admitting, page: Paging) -> Response:
    """List the keys of the caller's organisation, or of all."""
    grants = await admission.register.page(
        ruled_by(administrator), page.edge, page.comparison, page.order, page.limit + 1
    )
    documents = (KeyResource.model_validate(_described(grant)).model_dump_json() for grant in grants)
    return page.answer([(grant.id, document) for grant, document in zip(grants, documents, strict=True)])


@router.get("/{key_id}", response_model=KeyResource, responses=problems(*_DENIED, NotYours, KeyUnknown))
async def read_key(key_id: KeyId, administrator: Administrator, admission: Admitting) -> Response:
    """Read what a key grants."""
    grant = await admission.register.get(key_id)
    administrator.must_own(grant.organisation)
    return Response(KeyResource.model_validate(_described(grant)).model_dump_json(), media_type="application/json")


@router.delete("/{key_id}", status_code=204, responses=problems(*_DENIED, NotYours, KeyUnknown))
async def revoke_key(key_id: KeyId, administrator: Administrator, admission: Admitting) -> Response:
    """Revoke a key: here at once, everywhere within two seconds."""
    grant = await admission.register.get(key_id)
    administrator.must_own(grant.organisation)
    await admission.register.revoke(key_id, datetime.now(UTC))
    admission.gatekeeper.forget(key_id)
    return Response(status_code=204)
