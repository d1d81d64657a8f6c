"""What facts tell of the money of a contract: advances, invoices, payments."""

from typing import Any

from contracts.envelope import Envelope
from services.analytics.domain.telling.row import Rows, frame
from services.analytics.domain.telling.said import OfMoney
from services.analytics.domain.telling.written import written_amount, written_company

_OF_PAYMENT = ("invoice", "received_on", "delay_days", "late")


def advance_rows(fact: OfMoney, envelope: Envelope) -> Rows:
    """An advance that was paid."""
    holder = written_company(fact.get("holder"))
    return _act(fact, envelope, "advance", fact["paid_on"], company=holder, rate=fact["rate"])


def invoice_rows(fact: OfMoney, envelope: Envelope) -> Rows:
    """An invoice that was received."""
    return _act(fact, envelope, "invoice", fact["received_on"], company=written_company(fact.get("holder")))


def payment_rows(fact: OfMoney, envelope: Envelope) -> Rows:
    """What was paid of an invoice."""
    return _act(fact, envelope, "payment", fact["paid_on"], **{name: fact.get(name) for name in _OF_PAYMENT})


def _act(fact: OfMoney, envelope: Envelope, kind: str, day: str, **told: Any) -> Rows:
    row = {
        **frame(envelope, day),
        "act_id": fact["act_id"],
        "contract_id": fact["contract_id"],
        "buyer": fact["buyer"],
        "kind": kind,
        "on": day,
        "value": written_amount(fact["value"]),
        **told,
    }
    return [("act_version", row)]
