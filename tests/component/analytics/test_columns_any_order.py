"""However a copy came to stand where it stands, it is the one made from all that was told."""

from random import Random

import pytest

from services.analytics.domain.grain import Grain
from services.analytics.persistence.columns.derivation import GRAINS
from services.analytics.persistence.columns.store import Columns
from tests.component.analytics.observing import Observatory
from tests.component.analytics.recomputing import arrive
from tests.component.analytics.streams import a_stream


async def fingerprints(columns: Columns) -> dict[str, tuple[object, ...]]:
    """What every derived table holds, in whichever order; how long facts waited is of each copy its own."""
    async with columns.look() as look:
        tables = (*(grain for grain in GRAINS if grain is not Grain.FACT), "trust")
        return {
            name: (await look.rows(f"SELECT count(*), sum(hash(one)) FROM derived.{name} AS one"))[0] for name in tables
        }


@pytest.mark.parametrize("seed", [3, 11])
async def test_a_copy_that_followed_is_the_one_made_anew(observatory: Observatory, seed: int) -> None:
    await arrive(observatory, a_stream(seed, procedures=4, registers=12), Random(seed), looks=8)
    followed = await fingerprints(observatory.columns)
    async with Columns(observatory.database) as anew:
        await anew.catch_up()
        assert followed == await fingerprints(anew)
