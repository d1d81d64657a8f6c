"""Routes of matching: a need goes in, a shortlist comes out in which every position says why."""

from uuid import UUID

from fastapi import APIRouter, Request, Response

from chassis.auth import NotYours
from chassis.caching import IfMatch, PreconditionFailed, PreconditionRequired, etag, ready
from chassis.idempotency import IdempotencyKeyReused, StillInProgress
from chassis.identity import uuid7
from chassis.problems import problems
from contracts.calendar import day_of
from contracts.reference.matching import matching
from contracts.vocabulary import Siret
from services.suppliers.api.acting import Acting
from services.suppliers.api.dependencies import Matcher, Now, PolicyMaker, Reads, Sourcing, Uow
from services.suppliers.api.match_schemas import GivenNeed, GivenQuota, MatchResource, QuotaResource
from services.suppliers.api.suppliers import WRITING
from services.suppliers.application.matching import choose_quota, match
from services.suppliers.domain.matching.kept import MatchNotFound
from services.suppliers.domain.panels.panel import PanelNotFound
from services.suppliers.persistence.index_follower import IndexNotBuilt

router = APIRouter(tags=["matching"])

ONCE = (*WRITING, IdempotencyKeyReused, StillInProgress)


@router.post(
    "/matches",
    status_code=201,
    response_model=MatchResource,
    responses=problems(*ONCE, NotYours, IndexNotBuilt, PanelNotFound),
)
async def find_suppliers(body: GivenNeed, matcher: Matcher, sourcing: Sourcing, act: Acting) -> Response:
    """Find the suppliers that fit a need, with room for newcomers, and keep the answer with its reasons."""
    need = body.need(matcher.organisation, day_of(act.now))
    if body.buyer is not None:
        matcher.must_own(body.buyer)
    return await act(
        lambda: match(
            act.uow,
            sourcing,
            uuid7(),
            need,
            quota=body.room,
            panel=body.panel,
            limit=body.limit,
            weights=matching(),
            now=act.now,
        ),
        MatchResource.of,
        location="/matches/{id}",
    )


@router.get(
    "/matches/{match_id}",
    response_model=MatchResource,
    responses=problems(MatchNotFound) | {304: {"description": "Not modified"}},
)
async def read_match(match_id: UUID, matcher: Matcher, request: Request, reads: Reads) -> Response:
    """Read a shortlist as it was made, whatever the weights are today; another buyer's is not found."""
    return ready(request, await reads.match(match_id, matcher.organisation), 1)


@router.put(
    "/newcomer-quotas/{buyer}",
    response_model=QuotaResource,
    responses=problems(*WRITING, NotYours, PreconditionFailed, PreconditionRequired),
)
async def choose(
    buyer: Siret, body: GivenQuota, policy: PolicyMaker, uow: Uow, expected: IfMatch, now: Now, response: Response
) -> QuotaResource:
    """Choose how much room the shortlists of a buyer keep for newcomers, from now on, and why.

    The version before any choice is "0".
    """
    policy.must_own(buyer)
    chosen = body.quota()
    version = await choose_quota(
        uow, buyer, chosen, client=policy.client, reason=body.reason, expected=expected, now=now
    )
    response.headers["ETag"] = etag(version)
    return QuotaResource(buyer=buyer, **dict(chosen))


@router.get("/newcomer-quotas/{buyer}", response_model=QuotaResource, responses=problems(NotYours))
async def read_quota(buyer: Siret, matcher: Matcher, uow: Uow, response: Response) -> QuotaResource:
    """Read how much room the shortlists of a buyer keep for newcomers."""
    matcher.must_own(buyer)
    async with uow:
        chosen = await uow.quotas.of(buyer) or matching().quota
        response.headers["ETag"] = etag(await uow.quotas.version(buyer))
    return QuotaResource(buyer=buyer, **dict(chosen))
