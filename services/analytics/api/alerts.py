"""Routes of alerts: everybody with a key has their own."""

import hmac
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Response

from chassis.auth import PUBLIC
from chassis.idempotency import IdempotencyKeyReused, OnceOnly, StillInProgress
from chassis.paging import InvalidCursor, Paging
from chassis.problems import problems
from services.analytics.api.alert_resources import AlertList, AlertResource, GivenAlert, NoticePage
from services.analytics.api.own import BODY, KEYED, AlertReads, Listening, Now, PlatformSecret, Uow
from services.analytics.application.alerting import end_alert, set_alert
from services.analytics.domain.alert import (
    AlertUnknown,
    FilterUnfit,
    FlagsNotShown,
    TooManyAlerts,
    ending_token,
)

router = APIRouter(prefix="/alerts", tags=["alerts"])
Token = Annotated[str, Path(pattern=r"^[0-9a-f]{64}$")]


@router.post(
    "",
    status_code=201,
    response_model=AlertResource,
    responses=problems(*BODY, *KEYED, FilterUnfit, FlagsNotShown, TooManyAlerts, IdempotencyKeyReused, StillInProgress),
)
async def listen(body: GivenAlert, uow: Uow, caller: Listening, now: Now, once: OnceOnly) -> Response:
    """Ask to be told when a target is crossed, a flag is raised on the own procedures, or a grade drops."""
    interest = body.interest()
    return await once(uow, lambda: set_alert(uow, interest, body.email, by=caller, now=now), AlertResource.of)


@router.get("", response_model=AlertList, responses=problems(*KEYED))
async def list_alerts(reads: AlertReads, caller: Listening) -> Response:
    """List the caller's alerts."""
    return Response(f'{{"items":{await reads.own(caller.client)}}}', media_type="application/json")


@router.get("/notices", response_model=NoticePage, responses=problems(*KEYED, InvalidCursor))
async def list_notices(reads: AlertReads, caller: Listening, page: Paging) -> Response:
    """List what the caller's alerts told."""
    return page.answer(await reads.notices(caller.client, page))


@router.delete("/{alert_id}", status_code=204, responses=problems(*KEYED, AlertUnknown))
async def stop_listening(alert_id: UUID, uow: Uow, caller: Listening) -> Response:
    """End an alert of the caller."""
    await end_alert(uow, alert_id, by=caller.client)
    return Response(status_code=204)


@router.delete("/{alert_id}/{token}", status_code=204, dependencies=PUBLIC, responses=problems(AlertUnknown))
async def end_by_letter(alert_id: UUID, token: Token, uow: Uow, secret: PlatformSecret) -> Response:
    """End an alert by the token that its letters bear."""
    if not hmac.compare_digest(token, ending_token(alert_id, secret)):
        raise AlertUnknown
    await end_alert(uow, alert_id, by=None)
    return Response(status_code=204)
