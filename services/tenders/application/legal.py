"""The time limits in force, as the reference data give them."""

from datetime import date

from contracts.calendar import day_of
from contracts.reference.procedures import Phase
from services.tenders.domain.rules import notice
from services.tenders.domain.rules.information import information_limit
from services.tenders.domain.rules.standstill import standstill_limit
from services.tenders.domain.tender import Tender
from services.tenders.domain.time_limits import TimeLimit


def notice_limit(tender: Tender, on: date) -> TimeLimit | None:
    """The shortest time for the first phase of a tender published that day; None where the law sets none."""
    return notice.notice_limit(tender.terms, tender.lots, on=on)


def phase_limit(tender: Tender, phase: Phase, on: date) -> TimeLimit | None:
    """The shortest time for a further phase, by the figures of the launch; `on` stands for a launch still to come.

    None where a phase that is open to everyone is held again: its time was given at the launch.
    """
    if phase.open_to == "everyone":
        return None
    launched = day_of(tender.published_at) if tender.published_at else on
    return notice.time_limit(phase, tender.terms, tender.lots, on=launched)


def standstill(tender: Tender) -> TimeLimit | None:
    """The standstill in force on the day of publication; None where the procedure has none (CCP R2182-1)."""
    if tender.published_at is None:
        return None
    return standstill_limit(tender.terms, tender.lots, on=day_of(tender.published_at))


def information(tender: Tender, on: date) -> TimeLimit:
    """How long before the deadline suppliers have to know; `on` stands for a launch still to come (CCP R2132-6)."""
    return information_limit(tender.terms, on=day_of(tender.published_at) if tender.published_at else on)
