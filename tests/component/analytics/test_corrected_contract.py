"""A contract that was corrected: yesterday's figure and today's, both explained."""

from datetime import date
from typing import Any

from contracts.envelope import Envelope
from tests.component.analytics.observing import Observatory
from tests.component.analytics.telling import (
    BEGINNING,
    NANTES,
    OTHER_BUYER,
    REGION,
    a_contract,
    a_holder,
    corrected,
    notified,
)

CORRECTED_ON = BEGINNING.replace(month=2, day=10, hour=12)
FEBRUARY_9, FEBRUARY_10 = "2026-02-09", "2026-02-10"


def later(fact: Envelope) -> Envelope:
    return fact.model_copy(update={"time": CORRECTED_ON, "recordedtime": CORRECTED_ON})


async def regional(observatory: Observatory, **past: str) -> tuple[Any, Any, str | None]:
    answer = await observatory.ask("A3", period="2019", **past)
    return answer["numerator"], answer["denominator"], answer["past"] and answer["past"]["en"]


async def test_yesterday_the_observatory_said_what_it_knew_and_says_so(observatory: Observatory) -> None:
    """The contract went to Nantes, not to Rennes: nobody knew it before 10 February."""
    await observatory.tell(notified(a_contract("1")), notified(a_contract("2")))
    await observatory.tell(later(corrected(a_contract("1", holders=(a_holder(place=NANTES),)), 2)))
    assert await regional(observatory) == (1, 2, None)
    then = await regional(observatory, as_known_on=FEBRUARY_9)
    assert then[:2] == (2, 2)
    assert then[2] is not None
    assert FEBRUARY_9 in then[2] or "9 February 2026" in then[2]
    assert (await regional(observatory, as_known_on=FEBRUARY_10))[:2] == (1, 2)
    assert (await regional(observatory, as_of="2019-03-14"))[:2] == (1, 2), "what was wrong never was true"
    assert (await regional(observatory, as_of="2019-03-13"))[:2] == (0, 0)
    both = await regional(observatory, as_of="2019-03-14", as_known_on=FEBRUARY_9)
    assert both[:2] == (2, 2)


async def test_what_made_todays_figure_another_than_yesterdays_is_listed(observatory: Observatory) -> None:
    await observatory.tell(notified(a_contract("1")), notified(a_contract("2")))
    await observatory.tell(later(corrected(a_contract("1", holders=(a_holder(place=NANTES),)), 2)))

    async def changed_since(day: str, **asked: str) -> list[Any]:
        past = (await observatory.ask("A3", as_known_on=day, **asked))["past"]
        listed = (await observatory.http.get(past["corrections"])).json()["items"]
        return [(one["reference"], [change["field"] for change in one["changes"]]) for one in listed]

    assert await changed_since(FEBRUARY_9) == [("1", ["holders"])]
    assert await changed_since(FEBRUARY_9, buyer=REGION) == [("1", ["holders"])]
    assert await changed_since(FEBRUARY_9, buyer=OTHER_BUYER) == []
    assert await changed_since(FEBRUARY_10) == []
    assert (await observatory.ask("A3", as_of="2019-03-14"))["past"]["corrections"] is None


async def test_a_notification_that_was_corrected_was_true_from_its_own_day_on(observatory: Observatory) -> None:
    await observatory.tell(notified(a_contract("1", notified_on=date(2019, 3, 14))))
    await observatory.tell(later(corrected(a_contract("1", notified_on=date(2019, 5, 1)), 2)))

    async def contracts(**past: str) -> Any:
        return (await observatory.ask("V1", **past))["numerator"]

    assert await contracts(as_of="2019-04-01") == 0
    assert await contracts(as_of="2019-04-01", as_known_on=FEBRUARY_9) == 1
    assert await contracts(as_of="2019-05-01") == 1
    assert (await contracts(period="2019-03"), await contracts(period="2019-03", as_known_on=FEBRUARY_9)) == (0, 1)


async def test_the_rows_behind_a_past_figure_are_those_of_that_past(observatory: Observatory) -> None:
    await observatory.tell(notified(a_contract("1", initial=None)))
    await observatory.tell(later(corrected(a_contract("1", title="Another"), 2)))
    for day, title in ((FEBRUARY_9, "Contrat 1"), (FEBRUARY_10, "Another")):
        answer = await observatory.ask("V1", as_known_on=day)
        rows = (await observatory.http.get(answer["contracts"])).json()["items"]
        assert [row["title"] for row in rows] == [title]
