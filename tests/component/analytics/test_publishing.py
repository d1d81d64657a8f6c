"""What the observatory tells by itself, as facts come."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import orjson
import pytest

from chassis import replay
from contracts.observatory import FigureSlice, FigureStatus
from services.analytics.application.asking import AskedFigures, Asker
from services.analytics.application.publishing import Scope, publish_figures
from services.analytics.domain.published_figure import Computed
from tests.component.analytics.observing import Observatory
from tests.component.analytics.telling import NANTES, OTHER_BUYER, a_contract, a_holder, corrected, notified

TODAY = date.today()  # noqa: DTZ011 (any day of this year will do)
YEAR = str(TODAY.year)


def a_notified(reference: str, **known: Any) -> Any:
    return notified(a_contract(reference, notified_on=TODAY, **known))


def elsewhere() -> tuple[Any, ...]:
    return (a_holder(place=NANTES),)


async def publish(observatory: Observatory) -> bool:
    return await publish_figures(observatory.database, AskedFigures(Asker(lambda: observatory.http)))


async def facts(observatory: Observatory, **wanted: str) -> list[dict[str, Any]]:
    rows = await observatory.rows("SELECT payload FROM event_log ORDER BY recorded_at, aggregateid, sequence")
    told = [orjson.loads(row["payload"]) for row in rows]
    return [
        one
        for one in told
        if all(one["data"].get(name) == value for name, value in wanted.items() if name not in ("type", "period"))
        and one["type"].split(".")[2] == wanted.get("type", one["type"].split(".")[2])
        and one["data"]["slice"]["period"] == wanted.get("period", one["data"]["slice"]["period"])
    ]


async def test_a_figure_is_told_when_facts_changed_it(observatory: Observatory) -> None:
    await observatory.tell(a_notified("1"), a_notified("2", holders=elsewhere()))
    assert await publish(observatory)
    (fact,) = await facts(observatory, indicator="A3", period=YEAR)
    assert (fact["data"]["numerator"], fact["data"]["denominator"], fact["data"]["value"]) == ("1", "2", "50.00")
    assert fact["partitionkey"] == "A3"
    assert fact["data"]["positions"]["procurement.procedures.v1"] == 2


async def test_nothing_is_told_while_nothing_comes(observatory: Observatory) -> None:
    await observatory.tell(a_notified("1"))
    await publish(observatory)
    told = len(await facts(observatory))
    assert not await publish(observatory)
    assert len(await facts(observatory)) == told


async def test_a_target_that_is_reached_is_told_once(observatory: Observatory) -> None:
    await observatory.tell(*(a_notified(str(number), holders=elsewhere()) for number in range(6)))
    await publish(observatory)
    await observatory.tell(*(a_notified(f"regional {number}") for number in range(40)))
    await publish(observatory)
    await observatory.tell(a_notified("one more"))
    await publish(observatory)
    crossings = await facts(observatory, type="TargetCrossed", indicator="A3", period=YEAR)
    assert [one["data"]["direction"] for one in crossings] == ["reached"]


async def test_the_same_facts_lead_to_the_same_published_figures_in_any_order(observatory: Observatory) -> None:
    one, two = a_notified("1"), a_notified("2", holders=elsewhere())
    later = corrected(a_contract("1", notified_on=TODAY, holders=elsewhere()), 2)
    ends = []
    for arrival in ((one, two, later), (two, one, later)):
        await observatory.clear()
        await observatory.rows("TRUNCATE published_figure, publication")
        for fact in arrival:
            await observatory.tell(fact)
            await publish(observatory)
        end = "SELECT said - 'positions' FROM published_figure ORDER BY indicator, period, buyer"
        ends.append(await observatory.rows(end))
    assert ends[0] == ends[1]


async def test_a_buyer_with_targets_of_its_own_has_figures_of_its_own(observatory: Observatory) -> None:
    await observatory.tell(a_notified("1", buyer=OTHER_BUYER))
    await publish(observatory)
    assert not await observatory.rows(f"SELECT FROM published_figure WHERE buyer = '{OTHER_BUYER}'")
    await observatory.rows(
        "INSERT INTO target_series (id, indicator, buyer, plan, goals, version) VALUES "
        f"(gen_random_uuid(), 'A3', '{OTHER_BUYER}', 'SPASER', '[{{\"year\": 2020, \"value\": \"50\"}}]', 1)"
    )
    await observatory.rows(
        "INSERT INTO target_setting SELECT id, 1, plan, goals, 'why', 'who', now() FROM target_series"
    )
    assert await publish(observatory), "a changed target is a reason to look again"
    assert await observatory.rows(f"SELECT FROM published_figure WHERE buyer = '{OTHER_BUYER}' AND aim = 50")


async def test_after_a_replay_nothing_is_told_again(observatory: Observatory) -> None:
    await observatory.tell(a_notified("1"))
    await publish(observatory)
    told = len(await facts(observatory))
    await replay.replay(observatory.part())
    await publish(observatory)
    assert len(await facts(observatory)) == told


async def test_nothing_is_told_while_a_projection_is_built_anew(observatory: Observatory) -> None:
    first, second = a_notified("1"), a_notified("2", holders=elsewhere())
    await observatory.tell(first, second)
    await publish(observatory)
    told = len(await facts(observatory))
    await observatory.clear()
    await observatory.tell(first)
    assert not await publish(observatory)
    await observatory.tell(second)
    await publish(observatory)
    assert len(await facts(observatory)) == told


class Failing:
    """Figures that are computed, and a process that dies before they are published."""

    async def computed(self, scope: Scope) -> Sequence[Computed]:
        if scope.period == YEAR:
            raise ConnectionError
        slice_ = FigureSlice(period=scope.period)
        return [Computed("A3", 1, slice_, Decimal(1), Decimal(1), Decimal(1), FigureStatus.OK, {})]


async def test_what_is_told_and_what_is_remembered_are_one(observatory: Observatory) -> None:
    await observatory.tell(a_notified("1"))
    with pytest.raises(ConnectionError):
        await publish_figures(observatory.database, Failing())
    assert not await facts(observatory)
    assert not await observatory.rows("SELECT FROM published_figure")
    assert await publish(observatory)
