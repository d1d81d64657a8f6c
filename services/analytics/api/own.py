"""What routes about the observatory's own state are given: the transaction, the caller, the instant."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Annotated, TypeVar

import asyncpg
from fastapi import Depends, Request

from chassis.auth import Principal, ScopeMissing, Unauthenticated, requires
from chassis.clock import PARIS, Clock
from chassis.problems import BodyTooLarge, MalformedJson, MediaTypeNotSupported
from services.analytics.persistence.own.target_queries import TargetQueries
from services.analytics.persistence.own.unit_of_work import OwnUnitOfWork

BODY = (MalformedJson, BodyTooLarge, MediaTypeNotSupported)
KEYED = (Unauthenticated, ScopeMissing)
Reading = TypeVar("Reading")


async def now(request: Request) -> datetime:
    """The present instant of the platform, in the time of Paris."""
    clock: Clock = request.app.state.clock
    return clock.now().astimezone(PARIS)


async def _uow(request: Request) -> OwnUnitOfWork:
    return OwnUnitOfWork(request.app.state.database)


def reading(kind: Callable[[asyncpg.Pool], Reading]) -> Callable[[Request], Awaitable[Reading]]:
    """A dependency that gives reads of one noun."""

    async def reads(request: Request) -> Reading:
        return kind(request.app.state.database.reads)

    return reads


Uow = Annotated[OwnUnitOfWork, Depends(_uow)]
Now = Annotated[datetime, Depends(now)]
TargetReads = Annotated[TargetQueries, Depends(reading(TargetQueries))]
TargetSetter = Annotated[Principal, Depends(requires("targets:write"))]
