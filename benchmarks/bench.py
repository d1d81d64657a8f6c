"""What every measure is given."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from benchmarks.broker import Bus
from benchmarks.content import Content
from benchmarks.row import Row
from benchmarks.sample import Sample, Side, alternated
from benchmarks.world import World


@dataclass(frozen=True)
class Bench:
    """The platform, its content and bus, how long a slice is in seconds, how many rounds there are."""

    world: World
    content: Content
    bus: Bus
    seconds: float
    rounds: int
    full: bool

    async def alternated(self, sides: Mapping[str, Side]) -> dict[str, list[Sample]]:
        """Each side once a round."""
        self.world.say(f"measuring {', '.join(sides)}")
        return await alternated(sides, self.rounds)


Measure = Callable[[Bench], Awaitable[list[Row]]]
