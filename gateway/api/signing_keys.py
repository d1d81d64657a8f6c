"""The keys that sign access tokens, over HTTP, for operators of every organisation."""

from typing import Annotated

from fastapi import APIRouter, Path, Response
from pydantic import AwareDatetime, BaseModel

from chassis.auth import EVERY_ORGANISATION, NotYours, ScopeMissing, Unauthenticated
from chassis.problems import problems
from gateway.api.administration import Administrator, Admitting
from gateway.identity.ring import SigningKeyUnknown

router = APIRouter(prefix="/signing-keys", tags=["oauth"])
_DENIED = (Unauthenticated, ScopeMissing, NotYours)


class SigningKeyResource(BaseModel):
    """A key that signs access tokens."""

    kid: str
    made_at: AwareDatetime
    signs_until: AwareDatetime


@router.post("", status_code=201, response_model=SigningKeyResource, responses=problems(*_DENIED))
async def rotate_signing_key(administrator: Administrator, admission: Admitting) -> Response:
    """Sign with a new key from now on; tokens of the one before live out their minutes."""
    administrator.must_own(EVERY_ORGANISATION)
    made = SigningKeyResource.model_validate(await admission.ring.rotate(), from_attributes=True)
    return Response(made.model_dump_json(), 201, media_type="application/json")


@router.delete("/{kid}", status_code=204, responses=problems(*_DENIED, SigningKeyUnknown))
async def distrust_signing_key(
    kid: Annotated[str, Path(pattern="^[A-Za-z0-9_-]{43}$")], administrator: Administrator, admission: Admitting
) -> Response:
    """Distrust a key that may have been stolen: no token that it signed counts any more."""
    administrator.must_own(EVERY_ORGANISATION)
    await admission.ring.distrust(kid)
    return Response(status_code=204)
