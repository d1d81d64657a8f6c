"""The worker of the counters as a process of its own, so that it can be killed."""

import os

from chassis import worker
from chassis.part import Followed, Part
from chassis.settings import ServiceSettings
from tests.component.chassis.counting import TOPIC, Counting, projection, reactions


def part() -> Part:
    """The counters, following their own facts."""
    return Part(
        name="counting",
        settings=ServiceSettings(),
        begin=Counting,
        topics={"counts": TOPIC},
        versions=("SELECT id::text, version FROM counter",),
        follows=(Followed(TOPIC, os.environ["COUNTS_FEED"]),),
        reactions=reactions(),
        projection=projection,
    )


if __name__ == "__main__":
    worker.main(part)
