"""The worker process of the suppliers service: relay, consumer of procedures, and the scheduler."""

from chassis import worker
from chassis.chore import Chore
from chassis.due import Due
from chassis.mail import mail_at
from chassis.part import Followed, Part
from chassis.settings import ServiceSettings
from chassis.storage import storage_at
from chassis.sweeping import sweeping
from chassis.tokens import Mint
from contracts import procedures, sourcing, suppliers
from services.suppliers.application.reactions import reactions
from services.suppliers.application.sweeping import sweep
from services.suppliers.application.timetable import DUES, digests, mailings
from services.suppliers.application.writing import writing
from services.suppliers.persistence.tables import projection
from services.suppliers.persistence.unit_of_work import UnitOfWork

TELLING = ("supplier", "certificate", "sourcing_request", "contact")
"""The tables of the aggregates that tell facts."""


def part() -> Part:
    """The service, as its environment configures it."""
    settings = ServiceSettings()
    return Part(
        name="suppliers",
        settings=settings,
        begin=UnitOfWork,
        topics={"suppliers": suppliers.TOPIC, "sourcing": sourcing.TOPIC},
        versions=tuple(f"SELECT id::text, version FROM {table}" for table in TELLING),
        follows=(Followed(procedures.TOPIC, f"{settings.tenders_url}/feed/procedures"),),
        reactions=reactions,
        projection=projection,
        dues=_dues(settings),
        chores=_chores(settings),
    )


def _dues(settings: ServiceSettings) -> tuple[Due, ...]:
    """What time alone moves."""
    mint = Mint(settings.platform_secret.get_secret_value())
    return (*DUES, mailings(mint), digests(mint))


def _chores(settings: ServiceSettings) -> tuple[Chore, ...]:
    """Letters go out, and files are swept, where the environment says how and where."""
    letters = (writing(mail_at(settings.mail_url, settings.public_url)),) if settings.mail_url else ()
    files = (sweeping(storage_at(settings.storage_url), sweep),) if settings.storage_url else ()
    return (*letters, *files)


if __name__ == "__main__":
    worker.main(part)
