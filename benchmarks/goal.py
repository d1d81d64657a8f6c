"""What a figure has to reach."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Goal:
    """A bound for one of a row's figures; `text` is how the table says it."""

    figure: str
    bound: float
    at_least: bool
    unit: str = ""

    @property
    def text(self) -> str:
        """Such as `ratio ≥ 0.5`, `p50 ≤ 10 ms`."""
        return f"{self.figure} {'≥' if self.at_least else '≤'} {self.bound:,g} {self.unit}".rstrip()

    def is_met(self, figure: Callable[[str], float | None]) -> bool | None:
        """Whether it is reached; None where the figure was not measured."""
        value = figure(self.figure)
        if value is None:
            return None
        return value >= self.bound if self.at_least else value <= self.bound


def ratio(bound: float) -> Goal:
    """At least this part of the limit."""
    return Goal("ratio", bound, at_least=True)


def rate(bound: float, unit: str) -> Goal:
    """At least this many a second."""
    return Goal("ours", bound, at_least=True, unit=unit)


def no_slower(figure: str, milliseconds: float) -> Goal:
    """A percentile of at most this many milliseconds."""
    return Goal(figure, milliseconds, at_least=False, unit="ms")


def no_dearer(microseconds: float) -> Goal:
    """At most this much of the server's processor for one request."""
    return Goal("cpu", microseconds, at_least=False, unit="µs")
