"""The keys that sign access tokens, over HTTP, for operators of every organisation."""

from typing import Annotated

from fastapi import APIRouter, Path, Response
from pydantic import AwareDatetime, BaseModel

from chassis.auth import EVERY_ORGANISATION, NotYours, ScopeMissing, Unauthenticated
from chassis.idempotency import OnceOnly
from chassis.problems import problems
from gateway.api.acting import ONCE, Begun
from gateway.api.administration import Administrator, Admitting
from gateway.identity.ring import SigningKeyUnknown

router = APIRouter(prefix="/signing-keys", tags=["oauth"])
_DENIED = (Unauthenticated, ScopeMissing, NotYours)


class SigningKeyResource(BaseModel):
    """A key that signs access tokens."""

    kid: str
    made_at: AwareDatetime
    signs_until: AwareDatetime


@router.post("", status_code=201, response_model=SigningKeyResource, responses=problems(*_DENIED, *ONCE))
async def rotate_signing_key(
    administrator: Administrator, admission: Admitting, transaction: Begun, once: OnceOnly
) -> Response:
    """Sign with a new key from now on; tokens of the one before live out their minutes."""
    administrator.must_own(EVERY_ORGANISATION)

    async def act() -> tuple[SigningKeyResource, dict[str, str]]:
        made = await admission.ring.replace(transaction.lent)
        return SigningKeyResource.model_validate(made, from_attributes=True), {}

    answer = await once.keep(transaction, act, status=201)
    await admission.ring.refresh()
    return answer


@router.delete("/{kid}", status_code=204, responses=problems(*_DENIED, SigningKeyUnknown))
async def distrust_signing_key(
    kid: Annotated[str, Path(pattern="^[A-Za-z0-9_-]{43}$")], administrator: Administrator, admission: Admitting
) -> Response:
    """Distrust a key that may have been stolen: no token that it signed counts any more."""
    administrator.must_own(EVERY_ORGANISATION)
    await admission.ring.distrust(kid)
    return Response(status_code=204)
