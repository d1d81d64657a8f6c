"""Loading a server for a slice of time."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from benchmarks import processor
from benchmarks.percentiles import Spread
from benchmarks.sample import Sample, Side
from benchmarks.trials.program import TrialFailed, run

CONNECTIONS = 32
Request = dict[str, Any]


@dataclass(frozen=True)
class Target:
    """A server under test: its port, and its process, whose processor time is read."""

    port: int
    pid: int


async def loaded(
    target: Target,
    requests: Sequence[Request],
    seconds: float,
    *,
    connections: int = CONNECTIONS,
    expected: int = 200,
    least: int = 0,
    once: bool = False,
) -> Sample:
    """Load a server by `requests`, over and over or once each; raises `TrialFailed` where nothing succeeds.

    An answer of another status, or of less than `least` bytes, has failed.
    """
    plan = {
        "port": target.port,
        "requests": list(requests),
        "seconds": seconds,
        "connections": connections,
        "expected": expected,
        "least": least,
        "once": once,
    }
    before = processor.used(target.pid)
    found = await run("load", plan)
    after = processor.used(target.pid)
    answers = len(found["seconds"])
    if found["failed"] >= answers:
        raise TrialFailed(f"every request failed: {found['failure'][:600]}")
    cpu = None if before is None or after is None else (after - before) / answers * 1e6
    return Sample(answers / found["elapsed"], Spread.of(found["seconds"]), cpu, found["failed"])


def loading(target: Target, requests: Sequence[Request], seconds: float, **options: Any) -> Side:
    """The same as a side of a comparison."""
    return partial(loaded, target, requests, seconds, **options)
