"""The states of the award of a lot and the moves between them."""

from collections.abc import Mapping
from enum import StrEnum


class AwardStatus(StrEnum):
    """Where an award stands: proposée, approuvée, en délai de suspension, confirmée, or annulée."""

    PROPOSED = "proposed"
    APPROVED = "approved"
    STANDSTILL = "standstill"
    CONFIRMED = "confirmed"
    ANNULLED = "annulled"


NEXT: Mapping[AwardStatus, frozenset[AwardStatus]] = {
    AwardStatus.PROPOSED: frozenset({AwardStatus.APPROVED, AwardStatus.ANNULLED}),
    AwardStatus.APPROVED: frozenset({AwardStatus.STANDSTILL, AwardStatus.ANNULLED}),
    AwardStatus.STANDSTILL: frozenset({AwardStatus.CONFIRMED, AwardStatus.ANNULLED}),
    AwardStatus.CONFIRMED: frozenset({AwardStatus.ANNULLED}),
    AwardStatus.ANNULLED: frozenset(),
}
"""The moves of an award, each of which is a fact; a confirmed one is annulled only while nothing is signed."""
