"""The worker process of the suppliers service: the relay of its facts, and the scheduler."""

from chassis import worker
from chassis.part import Part
from chassis.settings import ServiceSettings
from contracts import suppliers
from services.suppliers.application.timetable import DUES
from services.suppliers.persistence.unit_of_work import UnitOfWork


def part() -> Part:
    """The service, as its environment configures it."""
    return Part(
        name="suppliers",
        settings=ServiceSettings(),
        begin=UnitOfWork,
        topics={"suppliers": suppliers.TOPIC},
        versions=("SELECT id::text, version FROM supplier", "SELECT id::text, version FROM certificate"),
        dues=DUES,
    )


if __name__ == "__main__":
    worker.main(part)
