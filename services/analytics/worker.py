"""The worker process of the observatory: consumers of all that others tell."""

from chassis import worker
from chassis.part import Followed, Part
from chassis.settings import ServiceSettings
from contracts import offers, procedures, sourcing, suppliers
from services.analytics.application.reactions import reactions
from services.analytics.persistence.told import told
from services.analytics.persistence.unit_of_work import UnitOfWork


def part() -> Part:
    """The service, as its environment configures it."""
    settings = ServiceSettings()
    return Part(
        name="analytics",
        settings=settings,
        begin=UnitOfWork,
        topics={},
        follows=(
            Followed(procedures.TOPIC, f"{settings.tenders_url}/feed/procedures"),
            Followed(offers.TOPIC, f"{settings.tenders_url}/feed/offers", offers.SCOPE),
            Followed(suppliers.TOPIC, f"{settings.suppliers_url}/feed/suppliers"),
            Followed(sourcing.TOPIC, f"{settings.suppliers_url}/feed/sourcing", sourcing.SCOPE),
        ),
        reactions=reactions,
        projection=told,
    )


if __name__ == "__main__":
    worker.main(part)
