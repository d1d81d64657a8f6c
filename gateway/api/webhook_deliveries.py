"""What was carried to a webhook, over HTTP: its log, test deliveries, replays."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Response
from pydantic import BaseModel

from chassis.auth import NotYours, ScopeMissing, Unauthenticated
from chassis.idempotency import OnceOnly
from chassis.identity import uuid7
from chassis.paging import InvalidCursor, Paging
from chassis.problems import MalformedJson, problems
from gateway.api.acting import ONCE, Begun
from gateway.api.webhook_dependencies import DeliveryLog, Integrator, Visible, WebhookId, own
from gateway.api.webhook_resources import (
    DeliveryPage,
    DeliveryResource,
    ReplayRequest,
    ReplayResource,
)
from gateway.webhooks import replays
from gateway.webhooks.attempt import State
from gateway.webhooks.deliveries import DeliveryUnknown, send_test
from gateway.webhooks.endpoint import FeedNotFollowed, WebhookDisabled, WebhookUnknown
from gateway.webhooks.replays import BeyondFeed, Replay, ReplayRunning, ReplayUnknown

router = APIRouter(prefix="/webhooks/{webhook_id}", tags=["webhooks"])
_ONE = (Unauthenticated, ScopeMissing, NotYours, WebhookUnknown)
_ACT = (*_ONE, WebhookDisabled, *ONCE, MalformedJson)


@router.get("/deliveries", response_model=DeliveryPage, responses=problems(*_ONE, InvalidCursor))
async def list_deliveries(endpoint: Visible, log: DeliveryLog, page: Paging, state: State | None = None) -> Response:
    """List what was carried and what waits, the latest first; what ended stays for seven days."""
    page = replace(page, descending=True)
    edge = int(page.edge) if page.edge else None
    found = await log.page(endpoint.id, state, edge, page.comparison, page.order, page.limit + 1)
    return page.answer([(str(one.id), DeliveryResource.of(one).model_dump_json()) for one in found])


@router.get("/deliveries/{delivery_id}", response_model=DeliveryResource, responses=problems(*_ONE, DeliveryUnknown))
async def read_delivery(
    endpoint: Visible, log: DeliveryLog, delivery_id: Annotated[int, Path(ge=1, le=2**62)]
) -> Response:
    """Read what became of a delivery."""
    found = await log.get(endpoint.id, delivery_id)
    return Response(DeliveryResource.of(found).model_dump_json(), media_type="application/json")


@router.post("/test-deliveries", status_code=201, response_model=DeliveryResource, responses=problems(*_ACT))
async def send_test_delivery(
    webhook_id: WebhookId, principal: Integrator, transaction: Begun, once: OnceOnly
) -> Response:
    """Send a test event, signed and logged as any other."""

    async def send() -> tuple[BaseModel, dict[str, str]]:
        endpoint = await own(transaction, webhook_id, principal)
        made = await send_test(transaction, endpoint)
        return DeliveryResource.of(made), {"Location": f"/webhooks/{endpoint.id}/deliveries/{made.id}"}

    return await once.keep(transaction, send, status=201)


@router.post(
    "/replays",
    status_code=201,
    response_model=ReplayResource,
    responses=problems(*_ACT, FeedNotFollowed, ReplayRunning, BeyondFeed),
)
async def replay_feed(
    webhook_id: WebhookId, body: ReplayRequest, principal: Integrator, transaction: Begun, once: OnceOnly
) -> Response:
    """Send every fact of a feed after a position again, in order, then go on with what is new."""

    async def begin() -> Replay:
        endpoint = await own(transaction, webhook_id, principal)
        replay = Replay(uuid7(), endpoint.id, body.feed, body.after, body.after, datetime.now(UTC))
        await replays.begin(transaction, endpoint, replay)
        return replay

    return await once(transaction, begin, ReplayResource.of, location=f"/webhooks/{webhook_id}/replays/{{id}}")


@router.get("/replays/{replay_id}", response_model=ReplayResource, responses=problems(*_ONE, ReplayUnknown))
async def read_replay(endpoint: Visible, transaction: Begun, replay_id: UUID) -> Response:
    """Read how far a replay is."""
    async with transaction:
        found = await replays.get(transaction, endpoint, replay_id)
    return Response(ReplayResource.of(found).model_dump_json(), media_type="application/json")
