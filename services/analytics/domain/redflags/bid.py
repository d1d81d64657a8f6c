"""An offer that was opened (offre), as much of it as red flags look at."""

from dataclasses import dataclass
from datetime import datetime

VALID, DISQUALIFIED, PENDING = "valid", "disqualified", "pending"
SUBMITTED = frozenset({VALID, DISQUALIFIED, PENDING})
"""Statuses of a bid that was handed in and not withdrawn (OCDS bid extension, `bidStatus`)."""


@dataclass(frozen=True, slots=True)
class Bid:
    """One bid of one tenderer, or of several as a group (groupement d’opérateurs économiques).

    `amount` is a binary float, as the reference counts: ratios then equal its own to the last digit.
    """

    id: str
    tenderers: tuple[str, ...]
    status: str | None
    amount: float | None = None
    currency: str | None = None
    received_at: datetime | None = None
