"""Webhooks over HTTP, for those who integrate: each client has its own."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from fastapi import APIRouter, Request, Response

from chassis.auth import EVERY_ORGANISATION, NotYours, Principal, ScopeMissing, Unauthenticated
from chassis.caching import IfMatch, PreconditionFailed, PreconditionRequired, etag, ready
from chassis.idempotency import OnceOnly
from chassis.identity import uuid7
from chassis.paging import InvalidCursor, Paging
from chassis.problems import MalformedJson, problems
from gateway.api.acting import ONCE, Begun
from gateway.api.webhook_dependencies import Guarded, Integrator, Signing, Visible, WebhookId, own
from gateway.api.webhook_resources import (
    RotationRequest,
    SecretList,
    SecretResource,
    WebhookPage,
    WebhookRequest,
    WebhookResource,
)
from gateway.webhooks.addresses import AddressRefused
from gateway.webhooks.endpoint import (
    Endpoint,
    FeedNotAllowed,
    Reason,
    TooManyWebhooks,
    WebhookUnknown,
    administers,
    check_feeds,
)
from gateway.webhooks.endpoints import Endpoints, TooManySecrets

router = APIRouter(prefix="/webhooks", tags=["webhooks"])
_DENIED = (Unauthenticated, ScopeMissing)
_ONE = (*_DENIED, NotYours, WebhookUnknown)
_ONCE = (*ONCE, MalformedJson)
_ASKED = (AddressRefused, FeedNotAllowed, MalformedJson)


def _new(body: WebhookRequest, principal: Principal) -> Endpoint:
    """A webhook of the caller's; raises `FeedNotAllowed`."""
    check_feeds(body.feeds, principal.scopes)
    endpoint = Endpoint(
        id=uuid7(),
        client=principal.client,
        organisation=principal.organisation or "",
        filter=body.filter.read(),
        created_at=datetime.now(UTC),
        **body.model_dump(include={"url", "description", "feeds", "email"}),
    )
    if not body.enabled:
        endpoint.disable(Reason.OWNER, endpoint.created_at)
    return endpoint


@router.post(
    "",
    status_code=201,
    response_model=WebhookResource,
    responses=problems(*_DENIED, TooManyWebhooks, *_ASKED, *_ONCE),
)
async def create_webhook(
    body: WebhookRequest, principal: Integrator, transaction: Begun, guard: Guarded, once: OnceOnly
) -> Response:
    """Create a webhook: facts are carried to it from now on; its secret is at `/webhooks/{id}/secrets`."""
    await guard.check_destination(body.url)

    async def create() -> Endpoint:
        endpoint = _new(body, principal)
        await Endpoints(transaction).add(endpoint)
        return endpoint

    return await once(transaction, create, WebhookResource.of, location="/webhooks/{id}")


@router.get("", response_model=WebhookPage, responses=problems(*_DENIED, InvalidCursor))
async def list_webhooks(principal: Integrator, transaction: Begun, page: Paging) -> Response:
    """List the caller's webhooks; for administrators, those of the organisation or of all."""
    owner: tuple[str | None, str | None] = (principal.client, principal.organisation or "")
    if administers(principal):
        owner = (None, None if principal.organisation == EVERY_ORGANISATION else principal.organisation or "")
    edge = UUID(page.edge) if page.edge else None
    async with transaction:
        found = await Endpoints(transaction).page(owner, edge, page.comparison, page.order, page.limit + 1)
    return page.answer([(str(one.id), WebhookResource.of(one).model_dump_json()) for one in found])


@router.get("/{webhook_id}", response_model=WebhookResource, responses=problems(*_ONE))
async def read_webhook(endpoint: Visible, request: Request) -> Response:
    """Read a webhook, and whether facts are carried to it."""
    failing = int(endpoint.failing_since.timestamp()) if endpoint.failing_since else 0
    return ready(request, WebhookResource.of(endpoint).model_dump_json(), f"{endpoint.revision}.{failing}")


@router.put(
    "/{webhook_id}",
    response_model=WebhookResource,
    responses=problems(*_ONE, *_ASKED, PreconditionFailed, PreconditionRequired),
)
async def change_webhook(
    webhook_id: WebhookId,
    body: WebhookRequest,
    principal: Integrator,
    transaction: Begun,
    guard: Guarded,
    expected: IfMatch,
) -> Response:
    """Change a webhook, disable it or enable it again; what it missed meanwhile a replay brings."""
    async with transaction:
        await own(transaction, webhook_id, principal)
    await guard.check_destination(body.url)
    check_feeds(body.feeds, principal.scopes)
    async with transaction:
        endpoint = await own(transaction, webhook_id, principal)
        expected.check(endpoint.revision)
        endpoint.url, endpoint.description, endpoint.feeds = body.url, body.description, body.feeds
        endpoint.email, endpoint.filter = body.email, body.filter.read()
        if body.enabled:
            endpoint.enable()
        else:
            endpoint.disable(Reason.OWNER, datetime.now(UTC))
        await Endpoints(transaction).change(endpoint)
    document = WebhookResource.of(endpoint).model_dump_json()
    return Response(document, headers={"ETag": etag(endpoint.revision)}, media_type="application/json")


@router.delete("/{webhook_id}", status_code=204, responses=problems(*_ONE))
async def delete_webhook(webhook_id: WebhookId, principal: Integrator, transaction: Begun) -> Response:
    """Delete a webhook with its secrets and its log."""
    async with transaction:
        endpoint = await Endpoints(transaction).get(webhook_id)
        endpoint.must_be_visible_to(principal)
        await Endpoints(transaction).remove(endpoint)
    return Response(status_code=204)


@router.get("/{webhook_id}/secrets", response_model=SecretList, responses=problems(*_ONE))
async def read_secrets(webhook_id: WebhookId, principal: Integrator, transaction: Begun, signer: Signing) -> Response:
    """Read the secrets that sign at present; nobody but the webhook's client can."""
    async with transaction:
        endpoint = await own(transaction, webhook_id, principal)
        numbered = await Endpoints(transaction).secrets(endpoint)
    items = [SecretResource.of(one, signer.secret(endpoint.id, one.number)) for one in numbered]
    headers = {"Cache-Control": "no-store"}
    return Response(SecretList(items=items).model_dump_json(), headers=headers, media_type="application/json")


@router.post(
    "/{webhook_id}/secrets",
    status_code=201,
    response_model=WebhookResource,
    responses=problems(*_ONE, TooManySecrets, *_ONCE),
)
async def rotate_secret(
    webhook_id: WebhookId, body: RotationRequest, principal: Integrator, transaction: Begun, once: OnceOnly
) -> Response:
    """Sign by a new secret too; those before it end after the overlap."""

    async def rotate() -> Endpoint:
        endpoint = await own(transaction, webhook_id, principal)
        overlap = timedelta(hours=body.overlap_hours)
        await Endpoints(transaction).rotate(endpoint, datetime.now(UTC), overlap)
        return endpoint

    return await once(transaction, rotate, WebhookResource.of)
