"""Whom a key stands for, so that its holder need not guess."""

from typing import Annotated

from fastapi import APIRouter, Depends, Response
from pydantic import BaseModel, Field

from chassis.auth import AUTHENTICATED, Caller, Principal, Unauthenticated
from chassis.problems import problems

router = APIRouter(tags=["keys"])


class PrincipalResource(BaseModel):
    """Whom a call with this key is made for."""

    client: str
    organisation: str | None = Field(description="SIRET, * for every organisation, or null for a person of none")
    scopes: list[str]


async def _known(principal: Caller) -> Principal:
    if principal is None:
        raise Unauthenticated("This operation needs an API key or an access token: Authorization: Bearer …")
    return principal


_known.__dict__["access"] = AUTHENTICATED


@router.get("/principal", responses=problems(Unauthenticated))
async def read_principal(principal: Annotated[Principal, Depends(_known)], response: Response) -> PrincipalResource:
    """Read whom the key of this call stands for, and what it may do."""
    response.headers["Cache-Control"] = "private, no-store"
    scopes = sorted(principal.scopes)
    return PrincipalResource(client=principal.client, organisation=principal.organisation, scopes=scopes)
