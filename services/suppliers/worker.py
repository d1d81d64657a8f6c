"""The worker process of the suppliers service: relay, consumer of procedures, and the scheduler."""

from chassis import worker
from chassis.part import Followed, Part
from chassis.settings import ServiceSettings
from contracts import procedures, suppliers
from services.suppliers.application.reactions import reactions
from services.suppliers.application.timetable import DUES
from services.suppliers.persistence.tables import projection
from services.suppliers.persistence.unit_of_work import UnitOfWork


def part() -> Part:
    """The service, as its environment configures it."""
    settings = ServiceSettings()
    return Part(
        name="suppliers",
        settings=settings,
        begin=UnitOfWork,
        topics={"suppliers": suppliers.TOPIC},
        versions=("SELECT id::text, version FROM supplier", "SELECT id::text, version FROM certificate"),
        follows=(Followed(procedures.TOPIC, f"{settings.tenders_url}/feed/procedures"),),
        reactions=reactions,
        projection=projection,
        dues=DUES,
    )


if __name__ == "__main__":
    worker.main(part)
