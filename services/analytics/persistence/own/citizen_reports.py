"""The reports of citizens."""

from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.caching import Expected
from services.analytics.domain.citizen_report import CitizenReport, ReportNotFound
from services.analytics.persistence.exploring.contract_page import ContractNotObserved

_TOLD = text("SELECT EXISTS (SELECT 1 FROM contract_version WHERE contract_id = :id)")


class CitizenReports:
    """Every report."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(self, report: CitizenReport) -> None:
        """Keep a report about a contract; raises `ContractNotObserved`."""
        if not await self._session.scalar(_TOLD, {"id": report.contract_id}):
            raise ContractNotObserved
        self._session.add(report)

    async def get(self, report_id: UUID, *, expected: Expected) -> CitizenReport:
        """A report, locked, at the revision that the caller expects; raises `ReportNotFound`."""
        report = await self._session.get(CitizenReport, report_id, with_for_update=True)
        if report is None:
            raise ReportNotFound
        expected.check(report.revision)
        return report
