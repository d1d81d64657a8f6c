"""The time limits in force, as the reference data give them."""

from datetime import date

from contracts.reference import legal
from contracts.reference.procedures import Phase, Shortening, procedures, shortest_notice
from contracts.vocabulary import Procedure
from services.tenders.domain.days import day_of
from services.tenders.domain.tender import Tender
from services.tenders.domain.terms import Terms
from services.tenders.domain.time_limits import TimeLimit

_STANDSTILL = "standstill.electronic"


def notice_limit(procedure: Procedure, on: date) -> TimeLimit | None:
    """The shortest time for bids of a notice published that day; None where the law sets none."""
    notice = shortest_notice(procedure, on=on)
    if notice is None:
        return None
    return TimeLimit(notice.figure.days, f"CCP {notice.figure.article}", binding=not notice.warns)


def standstill(tender: Tender) -> TimeLimit | None:
    """The standstill in force on the day of publication; None where the procedure is not formalised (CCP R2182-1)."""
    if tender.published_at is None or not procedures()[tender.terms.procedure].formalised:
        return None
    figure = legal.figure(_STANDSTILL, on=day_of(tender.published_at))
    return TimeLimit(figure.days, f"CCP {figure.article}")


def phase_limit(tender: Tender, phase: Phase, on: date) -> TimeLimit | None:
    """The shortest time for a further phase whose invitation goes out that day; None where the law sets none."""
    key = phase.key(electronic=tender.terms.electronic, reasons=shortenings(tender.terms))
    if key is None:
        return None
    figure = legal.figure(key, on=on)
    return TimeLimit(figure.days, f"CCP {figure.article}", binding=not phase.warns)


def shortenings(terms: Terms) -> tuple[Shortening, ...]:
    """What shortens the time limits of a tender."""
    given: dict[Shortening, bool] = {"urgency": terms.urgent, "prior-information": terms.prior_information}
    return tuple(reason for reason, holds in given.items() if holds)
