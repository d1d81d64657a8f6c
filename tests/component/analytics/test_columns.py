"""The columnar copy follows what is told."""

from datetime import date

from services.analytics.persistence.columns.store import Columns
from tests.component.analytics.observing import Observatory
from tests.component.analytics.telling import COMPANIES, a_contract, a_holder, corrected, notified, registered


async def counted(columns: Columns) -> list[tuple[object, ...]]:
    await columns.catch_up()
    async with columns.look() as look:
        return await look.rows("SELECT reference, day, place, previous_any FROM contract ORDER BY reference")


async def test_a_copy_holds_what_was_told_before_it_was_made(observatory: Observatory) -> None:
    await observatory.tell(notified(a_contract("1")))
    async with Columns(observatory.database) as columns:
        assert await counted(columns) == [("1", date(2019, 3, 14), "35", None)]


async def test_a_copy_follows_what_is_told(observatory: Observatory) -> None:
    async with Columns(observatory.database) as columns:
        assert await counted(columns) == []
        await observatory.tell(notified(a_contract("2", notified_on=date(2019, 6, 1))))
        assert await counted(columns) == [("2", date(2019, 6, 1), "35", None)]
        await observatory.tell(notified(a_contract("1", holders=(a_holder(place=None),))))
        assert await counted(columns) == [
            ("1", date(2019, 3, 14), None, None),
            ("2", date(2019, 6, 1), "35", date(2019, 3, 14)),
        ]
        await observatory.tell(registered(place=a_holder().place))
        await observatory.tell(corrected(a_contract("2", holders=(a_holder(COMPANIES[1]),)), 2))
        assert await counted(columns) == [("1", date(2019, 3, 14), "35", None), ("2", date(2019, 3, 14), "35", None)]
