import pytest

from services.tenders.domain.terms import AreaUnknown, DepartmentUnknown, Terms, must_be_known
from tests.unit.tenders.builders import TERMS

DEPARTMENTS, AREAS = {"voirie", "culture"}, {"paper", "art"}


def of(department: str, area: str) -> Terms:
    return Terms(**{**TERMS, "department": department, "area": area})


def test_the_codes_of_another_regions_reference_data_are_taken() -> None:
    must_be_known(of("voirie", "paper"), departments=DEPARTMENTS, areas=AREAS)


def test_a_department_that_the_reference_data_do_not_hold_is_refused_with_those_they_do() -> None:
    with pytest.raises(DepartmentUnknown) as refused:
        must_be_known(of("buildings", "paper"), departments=DEPARTMENTS, areas=AREAS)
    assert refused.value.facts == {"field": "department", "known": ["culture", "voirie"]}


def test_an_area_that_the_reference_data_do_not_hold_is_refused_with_those_they_do() -> None:
    with pytest.raises(AreaUnknown) as refused:
        must_be_known(of("voirie", "construction"), departments=DEPARTMENTS, areas=AREAS)
    assert refused.value.facts == {"field": "area", "known": ["art", "paper"]}
