"""The worker process of the suppliers service: the relay of its facts."""

from chassis import worker
from chassis.part import Part
from chassis.settings import ServiceSettings
from contracts import sourcing, suppliers
from services.suppliers.persistence.unit_of_work import UnitOfWork


def part() -> Part:
    """The service, as its environment configures it."""
    return Part(
        name="suppliers",
        settings=ServiceSettings(),
        begin=UnitOfWork,
        topics={"suppliers": suppliers.TOPIC, "sourcing": sourcing.TOPIC},
        versions=("SELECT id::text, version FROM supplier",),
    )


if __name__ == "__main__":
    worker.main(part)
