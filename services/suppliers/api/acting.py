"""What the routes of suppliers that act are given: a deed that says which version it expects."""

from typing import Annotated

from fastapi import Depends

from chassis.acting import GuardedDeed
from chassis.caching import IfMatchOffered
from chassis.idempotency import OnceOnly
from services.suppliers.api.dependencies import Now, Uow
from services.suppliers.persistence.unit_of_work import UnitOfWork


async def _acting(uow: Uow, expected: IfMatchOffered, now: Now, once: OnceOnly) -> GuardedDeed[UnitOfWork]:
    return GuardedDeed(uow, now, once, expected)


Acting = Annotated[GuardedDeed[UnitOfWork], Depends(_acting)]
