"""What every route that acts is given, as one: the transaction, the instant, and the answer that is kept."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from fastapi import Depends, Response
from pydantic import BaseModel

from chassis.caching import Expected, IfMatchOffered
from chassis.idempotency import Once, OnceOnly, Thing
from services.suppliers.api.dependencies import Now, Uow
from services.suppliers.persistence.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class Deed:
    """An act that is about to happen, once: in which transaction, when, and in which version it expects its object."""

    uow: UnitOfWork
    now: datetime
    once: Once
    expected: Expected

    async def __call__(
        self,
        act: Callable[[], Awaitable[Thing]],
        render: Callable[[Thing], BaseModel],
        *,
        location: str | None = None,
        status: int = 201,
    ) -> Response:
        """The answer to the act; what it gives back is shown by `render`, and stands at `location`."""
        return await self.once(self.uow, act, render, location=location, status=status)


async def _acting(uow: Uow, expected: IfMatchOffered, now: Now, once: OnceOnly) -> Deed:
    return Deed(uow, now, once, expected)


Acting = Annotated[Deed, Depends(_acting)]
