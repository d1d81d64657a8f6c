"""Which tests share a worker, and what a run begins with, so that no worker is left with something long at the end."""

import pytest

SHARED = ("platform", "sandbox", "over_kafka", "stricken")
"""Fixtures that start a whole platform for a run: whoever asks for one of them runs where it is."""
LONG = ("tests/e2e", "tests/faults", "tests/component")
"""Folders whose files take long, the longest first."""


def group_of(item: pytest.Item) -> str:
    """What runs on one worker: the tests of one platform, else those of one file."""
    asked = getattr(item, "fixturenames", ())
    return next((name for name in SHARED if name in asked), item.nodeid.partition("::")[0])


def turn_of(item: pytest.Item) -> tuple[int, int, str]:
    """When a test runs: first what shares a platform, one platform after the other, then the longest folders."""
    group, file = group_of(item), item.nodeid.partition("::")[0]
    long = next((place for place, folder in enumerate(LONG) if file.startswith(folder)), len(LONG))
    return (SHARED.index(group) if group in SHARED else len(SHARED), long, file)
