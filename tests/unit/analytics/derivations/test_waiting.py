"""How long facts waited, as the copy notes it."""

from datetime import timedelta

from services.analytics.persistence.columns.waiting import note_waits
from tests.unit.analytics.derivations.told_rows import Market, at

RECORDED = at("2026-06-01", "09:00")


def told(market: Market, batch: int, seconds: int) -> None:
    recorded = RECORDED + timedelta(seconds=seconds)
    market.tell("question", batch=batch, recorded_at=recorded, asked_at=recorded, answered_at=recorded)


def test_a_batch_waits_as_long_as_its_oldest_fact() -> None:
    market = Market()
    market.derive("fact")
    told(market, 1, 0)
    for seconds in (10, 12):
        told(market, 2, seconds)
    told(market, 3, 15)
    note_waits(market.connection, 1, ["question"], RECORDED + timedelta(seconds=20))
    rows = market.rows("SELECT seconds, day, settled_at FROM derived.fact ORDER BY seconds")
    assert [row["seconds"] for row in rows] == [5, 10]
    assert {row["day"] for row in rows} == {RECORDED.date()}


def test_what_was_noted_a_day_ago_is_forgotten() -> None:
    market = Market()
    market.derive("fact")
    told(market, 1, 0)
    note_waits(market.connection, 0, ["question"], RECORDED + timedelta(seconds=1))
    note_waits(market.connection, 1, ["question"], RECORDED + timedelta(hours=25))
    assert market.rows("SELECT seconds FROM derived.fact") == []
