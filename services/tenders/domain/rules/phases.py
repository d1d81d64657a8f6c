"""Which phases a consultation has: those of its procedure, or of a technique that has its own."""

from contracts.reference.procedures import Phase, procedures
from contracts.reference.techniques import techniques
from services.tenders.domain.rules.need import Need


def phases_of(need: Need) -> tuple[Phase, ...]:
    """The phases of a consultation, in order.

    A dynamic purchasing system takes requests from everyone as long as it lasts; what is bought within it takes
    offers from those who were admitted (système d'acquisition dynamique): CCP R2162-37 to -51.
    """
    rules = techniques().get(need.technique)
    if rules is None or not rules.phases:
        return procedures()[need.procedure].phases
    for_whom = "everyone" if need.within is None else "selected"
    return tuple(phase for phase in rules.phases if phase.open_to == for_whom)
