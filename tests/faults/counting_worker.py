"""The worker of the counters as a process of its own, so that it can be killed."""

import os

from chassis import worker
from chassis.part import Followed, Part
from chassis.settings import ServiceSettings
from tests.component.chassis.alarms import DUES
from tests.component.chassis.counting import TOPIC, Counting, projection, reactions


def part() -> Part:
    """The counters, following their own facts, and the alarms."""
    return Part(
        name="counting",
        settings=ServiceSettings(),
        begin=Counting,
        topics={"counts": TOPIC},
        versions=("SELECT id::text, version FROM counter", "SELECT id::text, version FROM alarm"),
        follows=(Followed(TOPIC, os.environ["COUNTS_FEED"]),),
        reactions=reactions(),
        projection=projection,
        dues=DUES,
    )


if __name__ == "__main__":
    worker.main(part)
