"""The time limits in force, as the reference data give them."""

from datetime import date

from contracts.reference import legal
from contracts.reference.procedures import Phase, procedures
from services.tenders.domain.days import day_of
from services.tenders.domain.rules import notice
from services.tenders.domain.tender import Tender
from services.tenders.domain.time_limits import TimeLimit


def notice_limit(tender: Tender, on: date) -> TimeLimit | None:
    """The shortest time for the first phase of a tender published that day; None where the law sets none."""
    return notice.notice_limit(tender.terms, tender.lots, on=on)


def standstill(tender: Tender) -> TimeLimit | None:
    """The standstill in force on the day of publication; None where the procedure is not formalised (CCP R2182-1)."""
    rule = procedures()[tender.terms.procedure].standstill
    if tender.published_at is None or rule is None:
        return None
    key = rule.electronic if tender.terms.electronic else rule.otherwise
    figure = legal.figure(key, on=day_of(tender.published_at))
    return TimeLimit(figure.days, f"CCP {figure.article}")


def phase_limit(tender: Tender, phase: Phase, on: date) -> TimeLimit | None:
    """The shortest time for a further phase whose invitation goes out that day; None where the law sets none."""
    launched = day_of(tender.published_at) if tender.published_at else on
    return notice.time_limit(phase, tender.terms, tender.lots, on=launched)
