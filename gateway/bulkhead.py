"""A bulkhead: a service that answers late or never holds so many calls, and leaves the rest to the others."""

from types import TracebackType


class Full(Exception):
    """There is no place for another call."""


class Bulkhead:
    """Places for `most` calls at once, those that wait for a connection among them: `with bulkhead:` takes one."""

    def __init__(self, most: int) -> None:
        self._most = most
        self.taken = 0

    def __enter__(self) -> None:
        """Take a place; raises `Full`."""
        if self.taken >= self._most:
            raise Full
        self.taken += 1

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Give it back."""
        self.taken -= 1
