"""What consultations from 21 August 2026 on ask for the environment: law 2021-1104 art. 35, decree 2022-767."""

from datetime import date

from chassis.errors import Unacceptable
from contracts.procedures import CriterionKind
from contracts.reference import legal
from contracts.reference.procedures import procedures
from services.tenders.domain.rules.caution import Caution
from services.tenders.domain.rules.need import Need, Part, Parts, is_call

_KEY = "environmental-criterion"
_COSTS = {CriterionKind.PRICE}
_ENVIRONMENTAL = {CriterionKind.ENVIRONMENT, CriterionKind.LIFE_CYCLE_COST}
"""A cost over the life cycle counts what use and disposal cost the environment: CCP R2152-9."""


class PriceAlone(Unacceptable):
    """Price cannot be the only criterion."""


class EnvironmentalCriterionMissing(Unacceptable):
    """A criterion must look at the environment."""


class EnvironmentalConditionMissing(Unacceptable):
    """A performance condition must look at the environment."""


def judge_environment(need: Need, lots: Parts, *, on: date) -> tuple[Caution, ...]:
    """Refuse criteria of price alone or blind to the environment, and lots without a condition for it.

    A lot whose criteria stand in the dossier alone is only warned of; a call is judged by what it calls on.
    """
    required = legal.find(_KEY, on=on)
    if required is None or is_call(need) or not procedures()[need.procedure].competed:
        return ()
    for lot in lots:
        _judge(lot, required.source)
    silent = [str(lot.number) for lot in lots if not lot.criteria]
    if not silent:
        return ()
    sentence = f"The notice gives no criteria for lot {', '.join(silent)}: the dossier must ask for the environment."
    return (Caution("criteria-not-given", required.source, sentence),)


def _judge(lot: Part, article: str) -> None:
    kinds = {criterion.kind for criterion in lot.criteria}
    if not kinds:
        return
    if kinds <= _COSTS:
        raise PriceAlone(lot=lot.number, article=article)
    if not kinds & _ENVIRONMENTAL:
        raise EnvironmentalCriterionMissing(lot=lot.number, article=article)
    if not lot.clauses.environmental:
        raise EnvironmentalConditionMissing(lot=lot.number, article=article)
