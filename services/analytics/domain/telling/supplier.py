"""What facts tell of suppliers."""

from contracts.envelope import Envelope
from contracts.suppliers import SupplierFact
from services.analytics.domain.establishment import Location
from services.analytics.domain.telling.row import Rows, amount, frame, whose


def supplier_rows(fact: SupplierFact, envelope: Envelope) -> Rows:
    """A version of a supplier; the registry does not say since when it is true."""
    state = fact.supplier
    place, head = Location.of(state.place), Location.of(state.head_office)
    row = {
        **frame(envelope, None),
        **whose(state.identifier),
        "supplier_id": fact.supplier_id,
        "name": state.name,
        "size": state.size,
        "commune": state.place.commune if state.place else None,
        "department": place.department,
        "country": place.country,
        "head_department": head.department,
        "head_country": head.country,
        "naf": state.naf,
        "natural_person": state.natural_person,
        "turnover": amount(state.turnover),
        "social_economy": state.social_economy,
        "inclusive": state.inclusive,
    }
    return [("supplier_version", row)]
