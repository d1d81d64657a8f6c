import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.suppliers.domain.searching.circle import Circle

RENNES, SAINT_MALO, BREST = (48_117, -1_677), (48_649, -2_026), (48_390, -4_486)


@pytest.mark.parametrize(("place", "kilometres"), [(SAINT_MALO, 64), (BREST, 209)])
def test_distances_are_those_of_the_map(place, kilometres):
    assert not Circle(*RENNES, kilometres - 2).holds(*place)
    assert Circle(*RENNES, kilometres + 2).holds(*place)


@given(
    st.integers(-80_000, 80_000),
    st.integers(-170_000, 170_000),
    st.floats(0.1, 500),
    st.integers(-6_000, 6_000),
    st.integers(-9_000, 9_000),
)
def test_nothing_in_the_circle_is_outside_its_square(latitude, longitude, radius, north, east):
    circle = Circle(latitude, longitude, radius)
    point = latitude + north, longitude + east
    (south_edge, north_edge), (west_edge, east_edge) = circle.latitudes, circle.longitudes
    if circle.holds(*point):
        assert south_edge <= point[0] <= north_edge
        assert west_edge <= point[1] <= east_edge
