"""Which facts a reader asks for."""

from typing import Any

import pytest

from contracts.filtering import Filter


def told(name: str = "TenderPublished", **data: Any) -> dict[str, Any]:
    return {"type": f"bzh.prenan.{name}.v1", "data": data}


ROADS = told(department="roads", cpv="45233140", lots=[{"number": 1, "cpv": "71322000"}])


@pytest.mark.parametrize(
    ("asked", "passes"),
    [
        (Filter(), True),
        (Filter(types=("TenderPublished",)), True),
        (Filter(types=("bzh.prenan.TenderPublished.v1",)), True),
        (Filter(types=("ContractAwarded",)), False),
        (Filter(cpv=("45",)), True),
        (Filter(cpv=("45233140",)), True),
        (Filter(cpv=("7132",)), True),
        (Filter(cpv=("33",)), False),
        (Filter(departments=("roads", "schools")), True),
        (Filter(departments=("schools",)), False),
        (Filter(types=("TenderPublished",), cpv=("33", "45"), departments=("roads",)), True),
        (Filter(types=("TenderPublished",), cpv=("45",), departments=("schools",)), False),
    ],
)
def test_a_fact_passes_where_it_is_of_every_kind_asked_for(asked: Filter, passes: bool) -> None:
    assert asked.passes(ROADS) is passes


def test_a_fact_that_says_nothing_of_what_is_asked_passes() -> None:
    closed = told("TenderClosed", closed_at="2026-03-02T12:00:00Z")
    assert Filter(cpv=("33",), departments=("schools",)).passes(closed)


def test_a_fact_about_a_contract_or_a_supplier_says_what_the_contract_and_the_supplier_are() -> None:
    contract = told("ContractNotified", contract={"cpv": "45233140", "department": "roads"})
    assert [Filter(cpv=(one,)).passes(contract) for one in ("45", "33")] == [True, False]
    assert [Filter(departments=(one,)).passes(contract) for one in ("roads", "schools")] == [True, False]
    supplier = told("SupplierRegistered", supplier={"activities": ["33600000", "45233140"]})
    assert [Filter(cpv=(one,)).passes(supplier) for one in ("45", "09")] == [True, False]
