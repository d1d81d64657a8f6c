from contracts.reference.nuts import LEVEL_3, department_of, departments
from contracts.reference.regions import region_by_department
from contracts.reference.territory import region


def test_every_departement_of_the_regions_has_one_unit() -> None:
    found = list(departments().values())
    assert len(found) == len(set(found))
    assert set(found) == set(region_by_department())


def test_units_of_the_region_are_those_of_its_own_data() -> None:
    assert {one.nuts: one.code for one in region().departments} == {
        unit: code for unit, code in departments().items() if unit.startswith(region().nuts[:4])
    }


def test_a_wider_unit_is_no_departement() -> None:
    assert all(len(unit) == LEVEL_3 for unit in departments())
    assert department_of("FRH0") is None
    assert department_of("DE111") is None
