"""Whether the value allows an adapted procedure: CCP L2123-1, L2124-1."""

from datetime import date

from chassis.errors import Unacceptable
from contracts.reference import legal
from contracts.vocabulary import Procedure
from services.tenders.domain.rules.caution import Caution
from services.tenders.domain.rules.need import Need, Parts, is_call, is_social, value_of


class FormalisedProcedureRequired(Unacceptable):
    """The value of the need calls for a formalised procedure."""


def judge_choice(need: Need, lots: Parts, *, on: date) -> tuple[Caution, ...]:
    """Refuse an adapted procedure from the EU threshold on, unless its object or its small lots allow it.

    Social services may stay adapted whatever their value (R2123-1 3°), small lots under their own rule (R2123-1 2°).
    """
    if need.procedure is not Procedure.ADAPTED or is_call(need) or is_social(need):
        return ()
    threshold, value = legal.formalised_threshold(need.nature, on=on), value_of(need, lots)
    if value >= threshold.value and not {lot.number for lot in lots} <= set(need.small_lots):
        sentence = f"From {threshold.value} EUR on, an adapted procedure is not allowed."
        article = f"CCP L2124-1, R2124-1; {threshold.source}"
        raise FormalisedProcedureRequired(
            sentence, value=f"{value:.2f}", threshold=str(threshold.value), article=article
        )
    return ()
