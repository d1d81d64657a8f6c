"""The grades of departments, as the observatory tells them."""

from datetime import date
from typing import Any

import orjson

from services.analytics.application.asking import Asker
from services.analytics.application.grading import AskedRegisters, publish_grades
from tests.component.analytics.observing import Observatory
from tests.component.analytics.telling import a_contract, corrected, money, notified

TODAY = date.today()  # noqa: DTZ011 (any day of this year will do)
WHOLE: dict[str, Any] = {
    "cpv": "30197630",
    "initial": money(1000),
    "places": ("FRH03",),
    "price_form": "lump-sum",
    "nature": "goods",
    "months": 12,
}


def a_record(reference: str, **known: Any) -> Any:
    return a_contract(reference, department="schools", notified_on=TODAY, **known)


async def publish(observatory: Observatory) -> bool:
    return await publish_grades(observatory.database, AskedRegisters(Asker(lambda: observatory.http)))


async def told(observatory: Observatory) -> list[tuple[Any, ...]]:
    query = "SELECT payload FROM event_log WHERE type LIKE '%DataQualityGraded%' ORDER BY sequence"
    facts = [orjson.loads(row["payload"])["data"] for row in await observatory.rows(query)]
    return [(one["department"], one["grade"], one["before"], one["missing"]) for one in facts]


async def test_the_grade_of_a_department_is_that_of_half_of_its_records(observatory: Observatory) -> None:
    await observatory.tell(notified(a_record("1", **WHOLE)), notified(a_record("2")))
    await publish(observatory)
    ((department, grade, before, missing),) = await told(observatory)
    assert (department, grade, before) == ("schools", "A", None)
    assert set(missing) == {"cpv", "initial", "places", "price_form", "nature", "months"}


async def test_a_grade_that_drops_is_told_with_the_one_before(observatory: Observatory) -> None:
    await observatory.tell(notified(a_record("1", **WHOLE)))
    await publish(observatory)
    await observatory.tell(corrected(a_record("1"), 2))
    await publish(observatory)
    assert [one[1:3] for one in await told(observatory)] == [("A", None), ("E", "A")]


async def test_a_grade_that_stays_is_not_told_again(observatory: Observatory) -> None:
    await observatory.tell(notified(a_record("1", **WHOLE)))
    await publish(observatory)
    await observatory.tell(notified(a_record("2", **WHOLE)))
    assert await publish(observatory)
    assert not await publish(observatory)
    assert len(await told(observatory)) == 1
