"""However a copy came to stand where it stands, it is the one made from all that was told."""

from hypothesis import HealthCheck, Phase, given, settings
from tests.component.analytics.worlds import Arrival, arrivals, worlds

from services.analytics.persistence.columns.derivation import GRAINS
from services.analytics.persistence.columns.store import Columns
from tests.component.analytics.observing import Observatory

_worlds = worlds()


async def fingerprints(columns: Columns) -> dict[str, tuple[object, ...]]:
    """What every derived table holds, in whichever order."""
    async with columns.look() as look:
        tables = (*GRAINS, "trust")
        return {
            name: (await look.rows(f"SELECT count(*), sum(hash(one)) FROM derived.{name} AS one"))[0] for name in tables
        }


@settings(
    phases=(Phase.reuse, Phase.generate),
    max_examples=10,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(arrival=_worlds.flatmap(arrivals))
async def test_a_copy_that_followed_is_the_one_made_anew(observatory: Observatory, arrival: Arrival) -> None:
    await observatory.clear()
    for batch in arrival.batches:
        await observatory.tell(*batch)
    followed = await fingerprints(observatory.columns)
    async with Columns(observatory.database) as anew:
        await anew.catch_up()
        assert followed == await fingerprints(anew)
