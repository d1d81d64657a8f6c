"""How long a contract may last without saying why."""

from datetime import date

from chassis.errors import Unacceptable
from contracts.reference import legal
from contracts.vocabulary import Procedure, Text


class ConcessionTooLong(Unacceptable):
    """A concession of more than five years needs a reason: the time that its investments take to pay off."""


def must_last_for_a_reason(procedure: Procedure | None, months: int | None, reason: Text | None, *, on: date) -> None:
    """Refuse a concession of more than five years without a reason: CCP R3114-2."""
    figure = legal.find("concession.months", on=on)
    if procedure is not Procedure.CONCESSION or figure is None or reason is not None:
        return
    if (months or 0) > figure.value:
        raise ConcessionTooLong(months=months, maximum=int(figure.value), article=f"CCP {figure.article}")
