"""What every measure is given."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass

from benchmarks.broker import Bus
from benchmarks.content import Content
from benchmarks.row import Row
from benchmarks.sample import Sample, Side, alternated
from benchmarks.world import World


@dataclass(frozen=True)
class Bench:
    """The platform, its content and bus, how long a slice is in seconds, how many rounds there are.

    `size` takes the place of all sizes of a measure that has some; None leaves them.
    """

    world: World
    content: Content
    bus: Bus
    seconds: float
    rounds: int
    full: bool
    size: int | None = None

    def sizes(self, usual: Sequence[int], full: int) -> Sequence[int]:
        """How much data to measure at, the `full` size where that is asked for."""
        if self.size is not None:
            return (self.size,)
        return (*usual, full) if self.full else usual

    async def alternated(self, sides: Mapping[str, Side]) -> dict[str, list[Sample]]:
        """Each side once a round."""
        self.world.say(f"measuring {', '.join(sides)}")
        return await alternated(sides, self.rounds)


Measure = Callable[[Bench], Awaitable[list[Row]]]
