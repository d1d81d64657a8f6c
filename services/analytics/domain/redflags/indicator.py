"""What every red-flag rule is: it sees processes one by one, and says at the end what it flags."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from services.analytics.domain.redflags.currency import MainCurrency
from services.analytics.domain.redflags.fence import Fence, Fences
from services.analytics.domain.redflags.flag import Flag
from services.analytics.domain.redflags.process import Process


@dataclass(frozen=True)
class Setting:
    """What all indicators of one inquiry share; `traced` keeps the ids of processes behind each organization."""

    currency: MainCurrency
    traced: bool = False


class Indicator(Protocol):
    """One rule, or two that share what they measure."""

    def see(self, process: Process) -> None:
        """Take one process into account."""

    def fences(self) -> dict[str, Fence]:
        """The fences that its own sample gives, by measure."""

    def flags(self, fences: Fences) -> Iterator[Flag]:
        """What it flags in all that it has seen, given the fences to hold to."""


class Immediate:
    """A rule that looks at each process alone, and so needs no fence."""

    def __init__(self) -> None:
        self.found: list[Flag] = []

    def fences(self) -> dict[str, Fence]:
        """None."""
        return {}

    def flags(self, fences: Fences) -> Iterator[Flag]:  # noqa: ARG002 (the rule has no fence)
        """What it found."""
        return iter(self.found)
