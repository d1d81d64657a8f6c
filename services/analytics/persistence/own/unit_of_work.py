"""The transaction in which the observatory changes its own state, and tells what it published."""

from chassis.persistence import UnitOfWork as Transaction
from services.analytics.persistence.own.alerts import Alerts
from services.analytics.persistence.own.citizen_reports import CitizenReports
from services.analytics.persistence.own.flags import Flags
from services.analytics.persistence.own.publications import Publications
from services.analytics.persistence.own.targets import Targets


class OwnUnitOfWork(Transaction):
    """What people set, and what is told because of it, all or nothing."""

    source = "/services/analytics"
    targets: Targets
    flags: Flags
    alerts: Alerts
    publications: Publications
    reports: CitizenReports

    def begin(self) -> None:
        """Give the repositories their session."""
        self.targets = Targets(self.session)
        self.alerts = Alerts(self.session)
        self.flags = Flags(self.session)
        self.publications = Publications(self.session)
        self.reports = CitizenReports(self.session)
