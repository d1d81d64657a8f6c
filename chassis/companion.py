"""What lives in an API process beside its routes: a copy of the data that is faster to ask, an index."""

from types import TracebackType
from typing import Protocol, Self

from chassis.errors import Refusal


class NotReady(Refusal):
    """This process is still loading what it needs to answer; ask again in a moment."""

    status = 503


class Companion(Protocol):
    """Started and stopped with the process; `is_ready` once requests can be answered with it."""

    @property
    def is_ready(self) -> bool:
        """Whether the process may be sent requests."""

    async def catch_up(self) -> None:
        """Take in, or wait for, everything that was committed before this call."""

    async def __aenter__(self) -> Self:
        """Start; must not wait for what takes long."""

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop, and leave nothing running."""
