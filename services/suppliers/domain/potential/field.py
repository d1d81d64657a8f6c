"""Whether a supplier is of the field of a need, and what it could carry there."""

from collections import defaultdict

from contracts.reference.matching import Matching
from contracts.reference.potential import Potential
from services.suppliers.domain.matching.candidate import Candidate
from services.suppliers.domain.matching.need import Need
from services.suppliers.domain.matching.tables import agreeing

WHOLE = 100


def is_near(need: Need, code: str, potential: Potential) -> bool:
    """Whether a code shares its first digits with one of the need."""
    return any(agreeing(asked, code) >= potential.digits for asked in need.codes)


def is_of_field(need: Need, candidate: Candidate, potential: Potential) -> bool:
    """Whether a supplier says that it does this, or did it."""
    return is_experienced(need, candidate, potential) or any(
        is_near(need, offer.code, potential) for offer in candidate.offers
    )


def is_experienced(need: Need, candidate: Candidate, potential: Potential) -> bool:
    """Whether a supplier held a contract of the field."""
    return any(is_near(need, code, potential) for code in candidate.awards.by_code)


def can_carry(need: Need, candidate: Candidate, potential: Potential, weights: Matching) -> bool:
    """Whether a supplier can carry the value: it says so, did nearly as much, or its size class usually does.

    Of whom nothing is known it cannot be said.
    """
    if need.value is None:
        return False
    asked = round(need.value.middle)
    if candidate.capacity is not None:
        return candidate.capacity >= asked
    largest = max(candidate.awards.amounts, default=0.0)
    if largest * WHOLE >= asked * potential.proven_share:
        return True
    return candidate.size is not None and weights.sizes[candidate.size].to >= asked


def is_dependent(candidate: Candidate, potential: Potential) -> bool:
    """Whether one buyer weighs more than a share of the value of its known contracts, where enough are known."""
    valued = [(one.buyer, one.amount) for one in candidate.awards.rows.all() if one.amount]
    if len(valued) < potential.dependent_contracts:
        return False
    by_buyer: defaultdict[str, float] = defaultdict(float)
    for buyer, amount in valued:
        by_buyer[buyer] += amount
    return max(by_buyer.values()) * WHOLE > sum(by_buyer.values()) * potential.dependent_share
