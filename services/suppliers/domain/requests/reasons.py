"""Why a supplier was asked, as it may read it."""

from uuid import UUID

from services.suppliers.domain.matching.kept import KeptPart, KeptShortlist
from services.suppliers.domain.requests.terms import RequestTerms

_OF_BUYER, _OF_VALUE = {"buyer"}, {"value", "size"}


def reasons(shortlist: KeptShortlist | None, supplier_id: UUID, terms: RequestTerms) -> tuple[KeptPart, ...]:
    """The parts of its score when it was proposed; none of who was added by hand.

    What would tell who asks, or how much it is about, stays out where the buyer keeps it to itself.
    """
    kept = (_OF_BUYER if terms.anonymous else set()) | (set() if terms.value_shared else _OF_VALUE)
    positions = shortlist.positions if shortlist else ()
    found = (one.parts for one in positions if one.supplier == str(supplier_id))
    return tuple(part for part in next(found, ()) if part.code not in kept)
