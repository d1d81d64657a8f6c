"""How long each phase of a procedure lasts at least: CCP R2161-2 to R2161-24."""

from datetime import date

from contracts.reference import legal
from contracts.reference.procedures import Phase
from services.tenders.domain.rules.need import Need, Parts, shortenings, value_of
from services.tenders.domain.rules.phases import phases_of
from services.tenders.domain.time_limits import TimeLimit


def time_limit(phase: Phase, need: Need, lots: Parts, *, on: date) -> TimeLimit | None:
    """The shortest time for a phase of a procedure launched that day; None where the law sets none."""
    key = phase.key(electronic=need.electronic, reasons=shortenings(need))
    if key is None:
        return None
    figure = legal.figure(key, on=on)
    return TimeLimit(figure.days, figure.source, binding=_binds(phase, need, lots, on))


def notice_limit(need: Need, lots: Parts, *, on: date) -> TimeLimit | None:
    """The shortest time between a notice and the end of the first phase that it opens."""
    return time_limit(phases_of(need)[0], need, lots, on=on)


def call_limit(*, on: date) -> TimeLimit:
    """The time that seems sufficient for the bids of a framework's holders; the law gives no figure: CCP R2162-10."""
    return TimeLimit(legal.figure("adapted.tenders", on=on).days, "CCP R2162-10", binding=False)


def _binds(phase: Phase, need: Need, lots: Parts, on: date) -> bool:
    if phase.binds_from is None:
        return not phase.warns
    return value_of(need, lots) >= legal.figure(phase.binds_from, on=on).value
