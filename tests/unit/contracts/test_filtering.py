"""Which facts a reader asks for."""

import pytest

from contracts.filtering import Filter

ABOUT = [{"department": ["roads"], "cpv": ["45233140", "71322000"]}, {"buyer": ["23350001600040"]}]


@pytest.mark.parametrize(
    ("asked", "passes"),
    [
        (Filter(), True),
        (Filter(type=("TenderPublished",)), True),
        (Filter(type=("bzh.prenan.TenderPublished.v1",)), True),
        (Filter(type=("ContractAwarded",)), False),
        (Filter(cpv=("45",)), True),
        (Filter(cpv=("45000000",)), True),
        (Filter(cpv=("7132",)), True),
        (Filter(cpv=("33",)), False),
        (Filter(department=("roads", "schools")), True),
        (Filter(department=("schools",)), False),
        (Filter(buyer=("23350001600040",)), True),
        (Filter(buyer=("79878508500035",)), False),
        (Filter(type=("TenderPublished",), cpv=("33", "45"), department=("roads",)), True),
        (Filter(type=("TenderPublished",), cpv=("45",), department=("schools",)), False),
    ],
)
def test_a_fact_passes_where_it_fits_each_filter(asked: Filter, passes: bool) -> None:
    assert asked.passes("bzh.prenan.TenderPublished.v1", ABOUT) is passes


def test_a_fact_whose_entity_said_nothing_passes_no_filter_but_that_of_its_type() -> None:
    assert Filter(type=("TenderClosed",)).passes("bzh.prenan.TenderClosed.v1", [])
    assert not Filter(cpv=("45",)).passes("bzh.prenan.TenderClosed.v1", [])
