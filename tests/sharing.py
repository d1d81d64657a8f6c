"""Which tests share a worker, and what a run begins with, so that no worker is left with something long at the end."""

import pytest
from _pytest.nodeid import NodeId

SHARED = ("platform", "town", "sandbox", "over_kafka", "stricken")
"""Fixtures that start a whole platform for a run: whoever asks for one of them runs where it is."""
LONG = ("tests/browser", "tests/e2e", "tests/faults", "tests/component")
"""Folders whose files take long, the longest first."""


def group_of(item: pytest.Item) -> str:
    """What runs on one worker: the tests of one platform, else those of one file."""
    asked = getattr(item, "fixturenames", ())
    return next((name for name in SHARED if name in asked), item.location[0])


def name_group(item: pytest.Item) -> None:
    """Tell pytest-xdist (--dist loadgroup) what goes together, as it reads it: at the end of the id, behind an @.

    Its own mark does so by `_nodeid`, which pytest 9.2 no longer reads.
    """
    item._id = NodeId.parse(f"{item.nodeid}@{group_of(item)}")


def turn_of(item: pytest.Item) -> tuple[int, int, str]:
    """When a test runs: first what shares a platform, one platform after the other, then the longest folders."""
    group, file = group_of(item), item.location[0]
    long = next((place for place, folder in enumerate(LONG) if file.startswith(folder)), len(LONG))
    return (SHARED.index(group) if group in SHARED else len(SHARED), long, file)


def leave(item: pytest.Item, following: pytest.Item | None) -> None:
    """End a shared platform after the last test of it on this worker: one that idles takes a sixth of a processor."""
    group = group_of(item)
    if following is None or group_of(following) != group:
        assert isinstance(item, pytest.Function)
        for fixture in item._fixtureinfo.name2fixturedefs.get(group, ()):
            fixture.finish(item._request)
