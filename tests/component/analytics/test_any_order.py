"""Whatever the order in which facts arrive, the projection is the one that a plain recomputation gives."""

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.component.analytics.naive import Naive
from tests.component.analytics.observing import Observatory
from tests.component.analytics.worlds import Arrival, arrivals, worlds

YEARS = ("2019", "all")


@st.composite
def two_arrivals(draw: st.DrawFn) -> tuple[Arrival, Arrival]:
    world = draw(worlds())
    return draw(arrivals(world)), draw(arrivals(world))


async def arrive(observatory: Observatory, arrival: Arrival) -> dict[str, str]:
    await observatory.clear()
    for batch in arrival.batches:
        await observatory.tell(*batch)
    return await observatory.checksums()


@settings(
    phases=(Phase.reuse, Phase.generate),
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(both=two_arrivals())
async def test_any_order_of_arrival_gives_the_projection_of_a_plain_recomputation(
    observatory: Observatory, both: tuple[Arrival, Arrival]
) -> None:
    one, other = both
    assert await arrive(observatory, one) == await arrive(observatory, other)
    naive = Naive([fact for batch in one.batches for fact in batch])
    assert await observatory.marks() == naive.marks()
    for year in YEARS:
        assert await observatory.counts("A1", period=year) == naive.a1(year)
        assert await observatory.counts("A3", period=year) == naive.a3(year)
        assert await observatory.counts("A4", period=year) == naive.a4(year)
        assert await observatory.counts("A6", period=year) == naive.a6(year)
        assert await observatory.counts("V1", period=year) == naive.v1(year)
        assert await observatory.counts("V3", period=year) == naive.v3(year)
