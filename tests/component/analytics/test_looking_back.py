"""What was true on a day, and what the observatory knew at the end of one."""

from datetime import date

from contracts.vocabulary import euros
from tests.component.analytics.observing import Observatory
from tests.component.analytics.telling import a_contract, corrected, notified

RECORDED, DAY_AFTER = "2026-01-05", "2026-01-06"


async def a_corrected_contract(observatory: Observatory) -> None:
    """Told on 5 January as 100 EUR notified on 14 March 2019; two days later the register said 250 EUR, on 2 May."""
    await observatory.tell(notified(a_contract("1", initial=euros(100))))
    fact = corrected(a_contract("1", initial=euros(250), notified_on=date(2019, 5, 2)), 2)
    later = fact.recordedtime.replace(day=7)
    await observatory.tell(fact.model_copy(update={"recordedtime": later, "time": later}))


async def test_what_was_known_yesterday_is_what_was_said_yesterday(observatory: Observatory) -> None:
    await a_corrected_contract(observatory)
    assert (await observatory.ask("V2", period="2019"))["value"] == "250.00"
    assert (await observatory.ask("V2", period="2019", as_known_on=RECORDED))["value"] == "100.00"
    assert (await observatory.ask("V2", as_known_on="2026-01-04"))["status"] == "no_data"


async def test_what_was_true_on_a_day_is_told_by_what_is_known_today(observatory: Observatory) -> None:
    await a_corrected_contract(observatory)
    assert (await observatory.ask("V2", as_of="2019-04-01"))["status"] == "no_data"
    assert (await observatory.ask("V2", as_of="2019-05-02"))["value"] == "250.00"
    assert (await observatory.ask("V2", as_of="2019-04-01", as_known_on=DAY_AFTER))["value"] == "100.00"


async def test_a_look_back_says_how_to_read_it(observatory: Observatory) -> None:
    await a_corrected_contract(observatory)
    past = (await observatory.ask("V2", as_of="2019-04-01", as_known_on=DAY_AFTER))["past"]
    assert (past["as_of"], past["as_known_on"]) == ("2019-04-01", DAY_AFTER)
    assert past["en"].startswith("What was true on 2019-04-01, by what the observatory knew at the end of 2026-01-06")
    assert past["fr"].startswith("Ce qui était vrai le 2019-04-01")
    assert (await observatory.ask("V2"))["past"] is None


async def test_a_look_back_follows_what_is_told_later_of_its_day(observatory: Observatory) -> None:
    await observatory.tell(notified(a_contract("1")))
    assert (await observatory.ask("V1", as_of="2019-12-31"))["value"] == "1"
    await observatory.tell(notified(a_contract("2", notified_on=date(2019, 12, 31))))
    await observatory.tell(notified(a_contract("3", notified_on=date(2020, 1, 1))))
    assert (await observatory.ask("V1", as_of="2019-12-31"))["value"] == "2"


async def test_many_looks_back_do_not_pile_up(observatory: Observatory) -> None:
    await observatory.tell(notified(a_contract("1")))
    for day in range(10, 20):
        assert (await observatory.ask("V1", as_of=f"2019-03-{day}"))["numerator"] == int(day >= 14)
    async with observatory.columns.look() as look:
        databases = await look.rows("SELECT count(*) FROM duckdb_databases() WHERE NOT internal")
    assert databases[0][0] <= 6
