"""Every département has a centre, inside France, and a territorial unit of its own."""

from contracts.reference.centres import centres
from contracts.reference.regions import region_by_department
from contracts.reference.territory import region

METROPOLIS_LATITUDES, METROPOLIS_LONGITUDES = (41.3, 51.1), (-5.2, 9.6)
_OVERSEAS = 3


def test_every_department_of_a_region_has_a_centre() -> None:
    assert set(centres()) == set(region_by_department())


def test_no_two_have_the_same_territorial_unit() -> None:
    assert len({centre.nuts for centre in centres().values()}) == len(centres())
    assert all(len(centre.nuts) == len("FRH03") for centre in centres().values())


def test_the_units_of_the_region_served_are_those_of_its_territory() -> None:
    assert {each.code: each.nuts for each in region().departments} == {
        each.code: centres()[each.code].nuts for each in region().departments
    }


def test_the_centre_of_a_metropolitan_department_lies_in_the_metropolis() -> None:
    for code, centre in centres().items():
        if len(code) < _OVERSEAS:
            assert METROPOLIS_LATITUDES[0] < centre.latitude < METROPOLIS_LATITUDES[1], code
            assert METROPOLIS_LONGITUDES[0] < centre.longitude < METROPOLIS_LONGITUDES[1], code
