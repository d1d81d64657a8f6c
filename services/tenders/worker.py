"""The worker process of the tenders service: relay, consumer of suppliers, and the scheduler."""

from chassis import worker
from chassis.chore import Chore
from chassis.mail import mail_at
from chassis.part import Followed, Part
from chassis.settings import ServiceSettings
from chassis.stamping import StampingAuthority
from chassis.storage import storage_at
from chassis.sweeping import sweeping
from contracts import offers, procedures, suppliers
from services.tenders.application.reactions import reactions
from services.tenders.application.stamping import stamping
from services.tenders.application.sweeping import sweep
from services.tenders.application.timetable import DUES, letters
from services.tenders.persistence.tables import projection
from services.tenders.persistence.unit_of_work import UnitOfWork

TELLING = (
    "tender",
    "contract",
    "withdrawal",
    "plan_entry",
    "opening",
    "bid_judgement",
    "evaluation",
    "award",
    "execution_act",
    "question",
)
"""The tables of the aggregates that tell facts."""


def part() -> Part:
    """The service, as its environment configures it."""
    settings = ServiceSettings()
    return Part(
        name="tenders",
        settings=settings,
        begin=UnitOfWork,
        topics={"procedures": procedures.TOPIC, "offers": offers.TOPIC},
        versions=tuple(f"SELECT id::text, version FROM {table}" for table in TELLING),
        follows=(Followed(suppliers.TOPIC, f"{settings.suppliers_url}/feed/suppliers"),),
        reactions=reactions,
        projection=projection,
        dues=(*DUES, letters(mail_at(settings.mail_url, settings.public_url))) if settings.mail_url else DUES,
        chores=_chores(settings),
    )


def _chores(settings: ServiceSettings) -> tuple[Chore, ...]:
    """Stamping receipts and sweeping the storage, where the environment says who stamps and where files are."""
    stamps = (stamping(StampingAuthority(settings.stamping_url)),) if settings.stamping_url else ()
    sweeps = (sweeping(storage_at(settings.storage_url), sweep),) if settings.storage_url else ()
    return (*stamps, *sweeps)


if __name__ == "__main__":
    worker.main(part)
