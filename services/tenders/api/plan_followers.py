"""Routes by which anybody follows an entry of a purchase plan."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Response

from chassis.auth import PUBLIC, Unauthenticated
from chassis.problems import problems
from services.tenders.api.dependencies import Now, PlanReads, PlatformSecret, Reader, Uow
from services.tenders.api.plan_schemas import FollowerCount, FollowingResource, GivenFollower
from services.tenders.api.tenders import BODY
from services.tenders.application.following import follow_entry, unfollow_entry
from services.tenders.domain.follower import Follower, FollowerUnnamed
from services.tenders.domain.plan_entry import PlanEntryGone, PlanEntryNotFound

router = APIRouter(prefix="/plan-entries/{entry_id}/followers", tags=["purchase plan"])

Token = Annotated[str, Path(pattern=r"^[0-9a-f]{64}$")]


@router.post(
    "",
    status_code=201,
    dependencies=PUBLIC,
    response_model=FollowingResource,
    responses=problems(*BODY, Unauthenticated, PlanEntryNotFound, PlanEntryGone, FollowerUnnamed),
)
async def follow(
    entry_id: UUID, body: GivenFollower, uow: Uow, caller: Reader, secret: PlatformSecret, now: Now
) -> FollowingResource:
    """Follow an entry, by e-mail or as an organisation; asking again gives the same answer."""
    following = await follow_entry(uow, entry_id, Follower.named(body.email, caller), secret=secret, now=now)
    return FollowingResource.model_construct(**vars(following))


@router.get("", dependencies=PUBLIC, response_model=FollowerCount, responses=problems(PlanEntryNotFound))
async def count_followers(entry_id: UUID, reads: PlanReads) -> FollowerCount:
    """Say how many follow an entry."""
    return FollowerCount(followers=await reads.followers(entry_id))


@router.delete("/{token}", status_code=204, dependencies=PUBLIC, responses=problems(Unauthenticated))
async def unfollow(entry_id: UUID, token: Token, uow: Uow) -> Response:
    """Follow an entry no longer; a token that ended its following before is no mistake."""
    await unfollow_entry(uow, entry_id, token)
    return Response(status_code=204)
