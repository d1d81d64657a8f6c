"""The worker process of the observatory: consumers of all that others tell."""

from chassis import worker
from chassis.mail import mail_at
from chassis.part import Followed, Part
from chassis.settings import ServiceSettings
from contracts import flags, observatory, offers, procedures, sourcing, suppliers
from services.analytics.application.alerting import ByMail, alerting
from services.analytics.application.asking import AskedFigures, served_at
from services.analytics.application.flagging import flagging
from services.analytics.application.grading import AskedRegisters, grading
from services.analytics.application.mailing import letters
from services.analytics.application.publishing import publishing
from services.analytics.application.reactions import reactions
from services.analytics.persistence.own import TELLING
from services.analytics.persistence.told import told
from services.analytics.persistence.unit_of_work import UnitOfWork


def part() -> Part:
    """The service, as its environment configures it."""
    settings = ServiceSettings()
    asker = served_at(settings.analytics_url)
    secret = settings.platform_secret.get_secret_value().encode()
    return Part(
        name="analytics",
        settings=settings,
        begin=UnitOfWork,
        topics={"observatory": observatory.TOPIC, "flags": flags.TOPIC},
        follows=(
            Followed(procedures.TOPIC, f"{settings.tenders_url}/feed/procedures"),
            Followed(offers.TOPIC, f"{settings.tenders_url}/feed/offers", offers.SCOPE),
            Followed(suppliers.TOPIC, f"{settings.suppliers_url}/feed/suppliers"),
            Followed(sourcing.TOPIC, f"{settings.suppliers_url}/feed/sourcing", sourcing.SCOPE),
            Followed(flags.TOPIC, f"{settings.analytics_url}/feed/flags", flags.SCOPE),
        ),
        reactions=reactions,
        projection=told,
        versions=tuple(f"SELECT id::text, version FROM {table}" for table in TELLING),
        chores=(publishing(AskedFigures(asker)), grading(AskedRegisters(asker)), flagging(), alerting(ByMail())),
        dues=(letters(mail_at(settings.mail_url, settings.public_url), secret),) if settings.mail_url else (),
    )


if __name__ == "__main__":
    worker.main(part)
