"""What the routes of webhooks are given: who asks, the guard of addresses, the maker of secrets, the webhook."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Path, Request

from chassis.auth import Principal, requires
from chassis.plain import PlainTransaction
from gateway.api.acting import Begun
from gateway.webhooks.addresses import Guard
from gateway.webhooks.deliveries import Log
from gateway.webhooks.endpoint import Endpoint
from gateway.webhooks.endpoints import Endpoints
from gateway.webhooks.signing import Signer


async def _log(request: Request) -> Log:
    return Log(request.app.state.database)


async def _guard(request: Request) -> Guard:
    guard: Guard = request.app.state.guard
    return guard


async def _signer(request: Request) -> Signer:
    signer: Signer = request.app.state.signer
    return signer


Integrator = Annotated[Principal, Depends(requires("webhooks:write"))]
Guarded = Annotated[Guard, Depends(_guard)]
Signing = Annotated[Signer, Depends(_signer)]
DeliveryLog = Annotated[Log, Depends(_log)]
WebhookId = Annotated[UUID, Path()]


async def _visible(webhook_id: WebhookId, principal: Integrator, transaction: Begun) -> Endpoint:
    """The webhook in the path, which the caller may look at."""
    async with transaction:
        endpoint = await Endpoints(transaction).get(webhook_id)
        endpoint.must_be_visible_to(principal)
    return endpoint


Visible = Annotated[Endpoint, Depends(_visible)]


async def own(transaction: PlainTransaction, webhook_id: UUID, principal: Principal) -> Endpoint:
    """A webhook of the caller's, locked; raises `WebhookUnknown`, `NotYours`."""
    endpoint = await Endpoints(transaction).get(webhook_id)
    endpoint.must_be_of(principal)
    return endpoint
