"""The bounds of a framework agreement, and how a dynamic system is awarded: CCP L2125-1, R2162-4."""

from datetime import date

from chassis.errors import Unacceptable
from contracts.reference import legal
from contracts.reference.techniques import TechniqueRules, techniques
from services.tenders.domain.rules.caution import Caution
from services.tenders.domain.rules.need import Need, is_call


class TechniqueUnsuited(Unacceptable):
    """This technique is awarded by another procedure."""


def judge_technique(need: Need, *, on: date) -> tuple[Caution, ...]:
    """Refuse a dynamic system that is not restricted; warn of a framework without a maximum or over four years."""
    rules = techniques().get(need.technique)
    if rules is None or is_call(need):
        return ()
    if rules.procedure not in (None, need.procedure):
        raise TechniqueUnsuited(
            technique=need.technique.value, procedure=str(rules.procedure), article=f"CCP {rules.article}"
        )
    return (*_maximum(need, rules), *_duration(need, rules, on))


def _maximum(need: Need, rules: TechniqueRules) -> tuple[Caution, ...]:
    if rules.maximum is None or need.framework:
        return ()
    sentence = "The notice of a framework agreement says its maximum, in value or in quantity."
    return (Caution("framework-without-maximum", f"CCP {rules.maximum}", sentence),)


def _duration(need: Need, rules: TechniqueRules, on: date) -> tuple[Caution, ...]:
    if rules.months is None or need.framework is None:
        return ()
    limit = legal.figure(rules.months, on=on)
    if need.framework.months <= limit.value:
        return ()
    sentence = f"A framework agreement of more than {limit.value} months needs a reason."
    return (Caution("framework-long", limit.source, sentence),)
