"""What the administration of keys and that of clients share: who may, for whom, and how things are named."""

from typing import Annotated

from fastapi import Depends, Request
from pydantic import AfterValidator, Field

from chassis.auth import EVERY_ORGANISATION, Principal, requires
from gateway.admission import Admission
from gateway.keys.issuing import roles_with_a_key


async def _admission(request: Request) -> Admission:
    admission: Admission = request.app.state.admission
    return admission


Admitting = Annotated[Admission, Depends(_admission)]
"""The registers of keys and clients."""
Administrator = Annotated[Principal, Depends(requires("keys:admin"))]


def _has_a_key(role: str) -> str:
    if role not in roles_with_a_key():
        raise ValueError(f"{role!r} is not a role that carries a key")
    return role


RoleCode = Annotated[str, AfterValidator(_has_a_key), Field(json_schema_extra={"enum": list(roles_with_a_key())})]
Named = Annotated[str | None, Field(min_length=1, max_length=100, pattern=r"^[^\x00]+$")]
"""Whom a key or a client stands for; None: its role at its organisation."""


def ruled_by(administrator: Principal) -> str | None:
    """The organisation whose keys and clients an administrator sees; None where it sees all."""
    return None if administrator.organisation == EVERY_ORGANISATION else administrator.organisation or ""
