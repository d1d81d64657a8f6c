"""For which reasons nobody else has to be asked: CCP L2122-1, R2122-1 to -11."""

from datetime import date

from chassis.errors import Unacceptable
from contracts.reference import legal
from contracts.reference.procedures import Exemption, procedures
from contracts.vocabulary import Procedure
from services.tenders.domain.rules.caution import Caution
from services.tenders.domain.rules.need import Need, Parts, is_call, value_of

BELOW_THRESHOLD = "below-threshold"
"""The reason that a small value gives by itself (R2122-8)."""


class PublicityRequired(Unacceptable):
    """Nothing allows this need to be met without publicity and competition."""


class ExemptionUnknown(Unacceptable):
    """The closed list of reasons to award without publicity does not hold this one."""


class ExemptionUnsuited(Unacceptable):
    """This reason cannot be given for a need of this nature."""


def judge_exemption(need: Need, lots: Parts, *, on: date) -> tuple[Caution, ...]:
    """Refuse an award without publicity whose reason is not in the closed list, or whose value is above its figure.

    Where no reason is given, it is the small value: under 60,000 EUR from 1 April 2026, works 100,000 (R2122-8).
    """
    if need.procedure is not Procedure.WITHOUT_PUBLICITY or is_call(need):
        return ()
    reason = _reason(need.exemption or BELOW_THRESHOLD)
    if not reason.suits(need.nature):
        raise ExemptionUnsuited(reason=reason.code, nature=need.nature.value, article=f"CCP {reason.article}")
    if need.nature in reason.below:
        _must_stay_below(reason, need, lots, on)
    return ()


def _reason(code: str) -> Exemption:
    rules = procedures()[Procedure.WITHOUT_PUBLICITY]
    if found := rules.reason(code):
        return found
    raise ExemptionUnknown(reason=code, known=[one.code for one in rules.reasons], article=f"CCP {rules.article}")


def _must_stay_below(reason: Exemption, need: Need, lots: Parts, on: date) -> None:
    limit, value = legal.figure(reason.below[need.nature], on=on), value_of(need, lots)
    if value >= limit.value:
        sentence = f"{value:.2f} EUR is not under {limit.value} EUR; another reason of the closed list may hold."
        raise PublicityRequired(
            sentence, reason=reason.code, value=f"{value:.2f}", limit=str(limit.value), article=limit.source
        )
