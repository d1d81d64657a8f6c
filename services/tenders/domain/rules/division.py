"""Whether a need is divided into lots: CCP L2113-10, L2113-11."""

from contracts.reference.procedures import procedures
from services.tenders.domain.rules.caution import Caution
from services.tenders.domain.rules.need import Need, Parts, is_call


def judge_division(need: Need, lots: Parts) -> tuple[Caution, ...]:
    """Warn of a single lot for which no reason is recorded; lots are the default (allotissement)."""
    if len(lots) > 1 or need.single_lot_reason or is_call(need) or procedures()[need.procedure].lots == "free":
        return ()
    sentence = "A need is divided into lots, or the reason for a single one is recorded."
    return (Caution("single-lot-without-reason", "CCP L2113-10, L2113-11", sentence),)
