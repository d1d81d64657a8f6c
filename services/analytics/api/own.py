"""What routes about the observatory's own state are given: the transaction, the caller, the instant."""

from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import datetime
from typing import Annotated, TypeVar

import asyncpg
from fastapi import Depends, Request

from chassis.auth import Principal, ScopeMissing, Unauthenticated, requires
from chassis.clock import Clock
from chassis.problems import BodyTooLarge, MalformedJson, MediaTypeNotSupported
from contracts.calendar import PARIS
from services.analytics.domain.alert import Listener
from services.analytics.persistence.columns.look import Look
from services.analytics.persistence.own.alert_queries import AlertQueries
from services.analytics.persistence.own.flag_queries import FlagQueries
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


async def _secret(request: Request) -> bytes:
    secret: str = request.app.state.settings.platform_secret.get_secret_value()
    return secret.encode()


async def _listener(principal: Annotated[Principal, Depends(requires("alerts:write"))]) -> Listener:
    return Listener(principal.client, principal.scopes, principal.organisation)


async def _look(request: Request) -> AsyncIterator[Look]:
    async with request.app.state.columns.look() as look:
        yield look


def reading(kind: Callable[[asyncpg.Pool], Reading]) -> Callable[[Request], Awaitable[Reading]]:
    """A dependency that gives reads of one noun."""

    async def reads(request: Request) -> Reading:
        return kind(request.app.state.database.reads)

    return reads


Present = Annotated[Look, Depends(_look, scope="function")]
"""A look at the present world."""
PlatformSecret = Annotated[bytes, Depends(_secret)]
Uow = Annotated[OwnUnitOfWork, Depends(_uow)]
Now = Annotated[datetime, Depends(now)]
TargetReads = Annotated[TargetQueries, Depends(reading(TargetQueries))]
AlertReads = Annotated[AlertQueries, Depends(reading(AlertQueries))]
Listening = Annotated[Listener, Depends(_listener)]
FlagReads = Annotated[FlagQueries, Depends(reading(FlagQueries))]
FlagReader = Annotated[Principal, Depends(requires("flags:read"))]
FlagCommenter = Annotated[Principal, Depends(requires("flags:comment"))]
TargetSetter = Annotated[Principal, Depends(requires("targets:write"))]
