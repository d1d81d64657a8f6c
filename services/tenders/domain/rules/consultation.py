"""Every rule that a consultation is judged by when it is launched."""

from datetime import date

from chassis.errors import Refusal
from services.tenders.domain.rules.advance import AdvanceOutOfBounds, judge_advances
from services.tenders.domain.rules.caution import Caution
from services.tenders.domain.rules.choice import FormalisedProcedureRequired, judge_choice
from services.tenders.domain.rules.division import judge_division
from services.tenders.domain.rules.environment import (
    EnvironmentalConditionMissing,
    EnvironmentalCriterionMissing,
    PriceAlone,
    judge_environment,
)
from services.tenders.domain.rules.exemption import (
    ExemptionUnknown,
    ExemptionUnsuited,
    PublicityRequired,
    judge_exemption,
)
from services.tenders.domain.rules.framework import TechniqueUnsuited, judge_technique
from services.tenders.domain.rules.need import Need, Parts
from services.tenders.domain.rules.small_lots import (
    LotNotSmall,
    SmallLotsTooLarge,
    SmallLotUnknown,
    judge_small_lots,
)
from services.tenders.domain.rules.urgency import judge_urgency

UNLAWFUL: tuple[type[Refusal], ...] = (
    FormalisedProcedureRequired,
    SmallLotUnknown,
    LotNotSmall,
    SmallLotsTooLarge,
    PublicityRequired,
    ExemptionUnknown,
    ExemptionUnsuited,
    TechniqueUnsuited,
    PriceAlone,
    EnvironmentalCriterionMissing,
    EnvironmentalConditionMissing,
    AdvanceOutOfBounds,
)
"""What a consultation may be refused for."""


def judge_consultation(need: Need, lots: Parts, *, on: date) -> tuple[Caution, ...]:
    """What the rules in force on the day of launch warn of; raises one of `UNLAWFUL` where they forbid."""
    return (
        *judge_choice(need, lots, on=on),
        *judge_exemption(need, lots, on=on),
        *judge_small_lots(need, lots, on=on),
        *judge_technique(need, on=on),
        *judge_division(need, lots),
        *judge_environment(need, lots, on=on),
        *judge_advances(lots, on=on),
        *judge_urgency(need),
    )
