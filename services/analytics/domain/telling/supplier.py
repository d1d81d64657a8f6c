"""What facts tell of suppliers."""

from contracts.envelope import Envelope
from services.analytics.domain.establishment import Location
from services.analytics.domain.telling.row import Rows, amount, frame, where, whose
from services.analytics.domain.telling.said import OfSupplier

_AS_TOLD = ("name", "size", "naf", "natural_person", "social_economy", "inclusive")


def supplier_rows(fact: OfSupplier, envelope: Envelope) -> Rows:
    """A version of a supplier; the registry does not say since when it is true."""
    state, head = fact.supplier, Location.of(fact.supplier.head_office)
    row = {
        **frame(envelope, None),
        **whose(state.identifier),
        **where(state.place),
        **{name: getattr(state, name) for name in _AS_TOLD},
        "supplier_id": fact.supplier_id,
        "head_department": head.department,
        "head_country": head.country,
        "turnover": amount(state.turnover),
    }
    return [("supplier_version", row)]
