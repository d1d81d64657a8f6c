"""How long a contract waits for the losers to object: CCP R2182-1, R3125-2."""

from datetime import date

from contracts.reference import legal
from contracts.reference.procedures import procedures
from services.tenders.domain.rules.need import Need, Parts, value_of
from services.tenders.domain.time_limits import TimeLimit


def standstill_limit(need: Need, lots: Parts, *, on: date) -> TimeLimit | None:
    """The standstill of a procedure launched that day: 11 days, 16 where letters go on paper (délai de suspension).

    None where there is none: only formalised procedures, and concessions from the EU threshold on, have one.
    """
    rule = procedures()[need.procedure].standstill
    if rule is None:
        return None
    if rule.binds_from and value_of(need, lots) < legal.figure(rule.binds_from, on=on).value:
        return None
    figure = legal.figure(rule.electronic if need.electronic else rule.otherwise, on=on)
    return TimeLimit(figure.days, figure.source)
