"""What every route that acts is given, as one: the transaction, the instant, and the answer that is kept."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from fastapi import Response
from pydantic import BaseModel

from chassis.caching import Expected
from chassis.idempotency import Once, Thing, Transaction

Unit = TypeVar("Unit", bound=Transaction)


@dataclass(frozen=True)
class Deed(Generic[Unit]):
    """An act that is about to happen, once: in which transaction, and when."""

    uow: Unit
    now: datetime
    once: Once

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


@dataclass(frozen=True)
class GuardedDeed(Deed[Unit]):
    """An act on what the caller has read, in the version that is `expected`."""

    expected: Expected
