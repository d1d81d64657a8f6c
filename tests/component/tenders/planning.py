"""Entries of a purchase plan, as its tests speak of them."""

from typing import Any

from tests.component.tenders.desk import REGION, Desk

NOWHERE = "/plan-entries/0197f3a0-0000-7000-8000-000000000000"
PURCHASE: dict[str, Any] = {
    "title": "Mobilier des lycées",
    "buyer": REGION,
    "department": "schools",
    "area": "supplies",
    "cpv": "39160000",
    "nature": "goods",
    "quarter": "2027-Q1",
    "value": {"minimum": {"amount": "100000.00"}, "maximum": {"amount": "200000.00"}},
    "places": ["FRH0"],
}


async def announced(desk: Desk, **fields: Any) -> str:
    answer = await desk.post("/plan-entries", {**PURCHASE, **fields})
    assert answer.status_code == 201, answer.text
    return answer.headers["Location"]


def identity(path: str) -> str:
    return path.rsplit("/", 1)[1]


async def recorded(desk: Desk, *records: Any, **options: Any) -> list[dict[str, Any]]:
    answer = await desk.post("/plan-entry-records", {"records": records}, **options)
    assert answer.status_code == 200, answer.text
    return answer.json()["results"]  # type: ignore[no-any-return]
