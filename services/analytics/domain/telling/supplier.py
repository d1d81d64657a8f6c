"""What facts tell of suppliers."""

from contracts.envelope import Envelope
from services.analytics.domain.telling.row import Rows, frame
from services.analytics.domain.telling.said import OfSupplier
from services.analytics.domain.telling.written import written_amount, written_operator, written_place


def supplier_rows(fact: OfSupplier, envelope: Envelope) -> Rows:
    """A version of a supplier; the registry does not say since when it is true."""
    state = fact["supplier"]
    said, head = state.get, written_place(state.get("head_office"))
    row = {
        **frame(envelope, None),
        **written_operator(state["identifier"]),
        **written_place(state.get("place")),
        "supplier_id": fact["supplier_id"],
        "name": state["name"],
        "size": said("size"),
        "naf": said("naf"),
        "natural_person": said("natural_person", False),
        "social_economy": said("social_economy"),
        "inclusive": said("inclusive"),
        "turnover": written_amount(state.get("turnover")),
        "head_department": head["department"],
        "head_country": head["country"],
    }
    return [("supplier_version", row)]
