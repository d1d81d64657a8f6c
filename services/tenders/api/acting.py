"""What the routes of tenders that act are given: a deed, and one that says which version it expects."""

from typing import Annotated

from fastapi import Depends

from chassis.acting import Deed, GuardedDeed
from chassis.caching import IfMatchOffered
from chassis.idempotency import OnceOnly
from services.tenders.api.dependencies import Now, Uow
from services.tenders.persistence.unit_of_work import UnitOfWork


async def _acting(uow: Uow, now: Now, once: OnceOnly) -> Deed[UnitOfWork]:
    return Deed(uow, now, once)


async def _acting_on(uow: Uow, expected: IfMatchOffered, now: Now, once: OnceOnly) -> GuardedDeed[UnitOfWork]:
    return GuardedDeed(uow, now, once, expected)


Acting = Annotated[Deed[UnitOfWork], Depends(_acting)]
ActingOn = Annotated[GuardedDeed[UnitOfWork], Depends(_acting_on)]
