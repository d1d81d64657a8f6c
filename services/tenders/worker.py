"""The worker process of the tenders service: relay, consumer of suppliers, and the clock that closes tenders."""

from datetime import UTC, datetime

from chassis import worker
from chassis.part import Followed, Part
from chassis.persistence import Database
from chassis.settings import ServiceSettings
from contracts import procedures, suppliers
from services.tenders.application.closing import close_due_tenders
from services.tenders.application.reactions import reactions
from services.tenders.persistence.tables import projection
from services.tenders.persistence.unit_of_work import UnitOfWork


async def close_tenders(database: Database) -> None:
    """Close every tender whose deadline has come."""
    while await close_due_tenders(UnitOfWork(database), datetime.now(UTC)):
        pass


def part() -> Part:
    """The service, as its environment configures it."""
    settings = ServiceSettings()
    return Part(
        name="tenders",
        settings=settings,
        begin=UnitOfWork,
        topics={"procedures": procedures.TOPIC},
        versions=tuple(f"SELECT id::text, version FROM {table}" for table in ("tender", "contract", "execution_act")),
        follows=(Followed(suppliers.TOPIC, f"{settings.suppliers_url}/feed/suppliers"),),
        reactions=reactions,
        projection=projection,
        clocks=(close_tenders,),
    )


if __name__ == "__main__":
    worker.main(part)
