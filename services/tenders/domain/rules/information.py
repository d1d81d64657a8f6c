"""How long before the deadline suppliers have to know what they asked: CCP R2132-6, R2151-4."""

from datetime import date

from contracts.reference import legal
from contracts.reference.procedures import procedures
from services.tenders.domain.rules.need import Need
from services.tenders.domain.time_limits import TimeLimit


def information_limit(need: Need, *, on: date) -> TimeLimit:
    """The days between an answer and the deadline of a call launched that day: 6, in an urgency 4.

    It binds formalised procedures; elsewhere it is good practice, and only warns.
    """
    figure = legal.figure("information.answer.urgent" if need.urgent else "information.answer", on=on)
    return TimeLimit(figure.days, figure.source, binding=procedures()[need.procedure].formalised)
