"""Contracts in force, as the tests of their execution speak of them."""

from datetime import date, timedelta
from typing import Any

from tests.component.tenders.desk import REGION, Desk, a_record

MONEY = frozenset({"payments:write"})
NOTIFIED = date(2026, 1, 5)
REFERENCE = "2026-1"


async def a_contract(desk: Desk, reference: str = REFERENCE, **fields: Any) -> str:
    """The path of a contract of 200,000 euros and a year, notified in January."""
    known = {"initial": {"amount": "200000.00"}, "months": 12, "nature": "services"}
    record = a_record(reference=reference, notified_on=NOTIFIED.isoformat(), **{**known, **fields})
    answer = await desk.post("/contract-records", {"records": [record]})
    [result] = answer.json()["results"]
    assert result["status"] == "created", answer.text
    return f"/contracts/{result['id']}"


def day(after: int) -> str:
    """So many days after the notification."""
    return (NOTIFIED + timedelta(days=after)).isoformat()


def money(amount: int) -> dict[str, str]:
    return {"amount": f"{amount}.00"}


def an_invoice(number: str = "F1", **fields: Any) -> dict[str, Any]:
    known = {"kind": "invoice", "buyer": REGION, "reference": REFERENCE, "external_id": number}
    return {**known, "value": money(1000), "received_on": day(10), **fields}


def a_payment(number: str = "P1", **fields: Any) -> dict[str, Any]:
    known = {"kind": "payment", "buyer": REGION, "reference": REFERENCE, "external_id": number}
    return {**known, "invoice": "F1", "value": money(1000), "paid_on": day(45), **fields}


def an_advance(number: str = "A1", **fields: Any) -> dict[str, Any]:
    known = {"kind": "advance", "buyer": REGION, "reference": REFERENCE, "external_id": number}
    return {**known, "rate": "0.05", "value": money(10_000), "paid_on": day(5), **fields}
