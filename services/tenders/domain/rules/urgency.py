"""That an urgency which shortens time limits is justified: CCP R2161-3 3°, R2161-8 3°."""

from contracts.reference.procedures import procedures
from services.tenders.domain.rules.caution import Caution
from services.tenders.domain.rules.need import Need


def judge_urgency(need: Need) -> tuple[Caution, ...]:
    """Warn of an urgency that shortens a time limit, so that its justification is recorded."""
    phases = procedures()[need.procedure].phases
    if not need.urgent or not any(each.reduced and "urgency" in each.reduced.reasons for each in phases):
        return ()
    articles = ", ".join(each.article for each in phases if each.reduced)
    return (Caution("urgency-to-justify", f"CCP {articles}", "An urgency that shortens time limits is justified."),)
