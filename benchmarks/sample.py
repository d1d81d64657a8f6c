"""What one slice of time gave, and several of them."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass

from benchmarks.percentiles import Spread, median


@dataclass(frozen=True)
class Sample:
    """One slice: how many a second, how long each took, microseconds of the server's processor for each."""

    rate: float
    spread: Spread | None = None
    cpu: float | None = None
    failed: int = 0


Side = Callable[[], Awaitable[Sample]]


async def alternated(sides: Mapping[str, Side], rounds: int) -> dict[str, list[Sample]]:
    """Each side once in every round, so that what else the machine does meets all of them alike."""
    taken: dict[str, list[Sample]] = {name: [] for name in sides}
    for _ in range(rounds):
        for name, side in sides.items():
            taken[name].append(await side())
    return taken


def middle(samples: Sequence[Sample]) -> Sample:
    """The median of each figure."""
    spreads = [one.spread for one in samples if one.spread]
    costs = [one.cpu for one in samples if one.cpu is not None]
    return Sample(
        rate=median([one.rate for one in samples]),
        spread=_middle_spread(spreads) if spreads else None,
        cpu=median(costs) if costs else None,
        failed=sum(one.failed for one in samples),
    )


def _middle_spread(spreads: Sequence[Spread]) -> Spread:
    return Spread(*(median([getattr(one, name) for one in spreads]) for name in ("p50", "p95", "p99")))


def ratio(ours: Sequence[Sample], limit: Sequence[Sample]) -> float:
    """The median over the rounds of our rate in parts of the limit's in the same round."""
    return median([one.rate / other.rate for one, other in zip(ours, limit, strict=True)])
