"""Taking in and deciding what people report about records."""

from datetime import datetime
from uuid import UUID

from chassis.caching import Expected
from services.analytics.domain.citizen_report import CitizenReport, ReportState
from services.analytics.persistence.own.unit_of_work import OwnUnitOfWork


async def report(uow: OwnUnitOfWork, received: CitizenReport) -> CitizenReport:
    """Keep what somebody reports; raises `ContractNotObserved`."""
    async with uow:
        await uow.reports.add(received)
    return received


async def decide_report(
    uow: OwnUnitOfWork,
    report_id: UUID,
    state: ReportState,
    *,
    reason: str,
    by: str,
    expected: Expected,
    now: datetime,
) -> CitizenReport:
    """Accept or refuse a report; raises `ReportNotFound`, `ReportSettled`."""
    async with uow:
        found = await uow.reports.get(report_id, expected=expected)
        found.decide(state, reason=reason, by=by, now=now)
    return found
