"""Contracts as people look for them."""

from datetime import UTC, date, datetime
from typing import Any

import orjson
import pytest

from chassis.paging import InvalidCursor, Page
from services.analytics.domain.column import chosen
from services.analytics.domain.ordering import ordering
from services.analytics.persistence.exploring.condition import EVERY, Condition
from services.analytics.persistence.exploring.contracts import Listing, facets_of, page_of, total_of
from services.analytics.persistence.exploring.wanted import Search
from tests.component.analytics.exploring.columns import Columns


@pytest.fixture
def columns() -> Columns:
    return Columns()


def asked(order: str = "-notified_on", wanted: Condition = EVERY) -> Listing:
    return Listing(wanted, ordering(order), chosen(("reference", "title", "initial", "holder", "notified_on")))


async def references(columns: Columns, listing: Listing, limit: int = 100) -> list[str]:
    page = Page("", b"secret", limit)
    return [orjson.loads(document)["reference"] for _, document in await page_of(columns, listing, page)]


async def walk(columns: Columns, listing: Listing, limit: int) -> list[list[str]]:
    """Pages forward to the end."""
    pages, edge = [], None
    while True:
        rows = await page_of(columns, listing, Page("", b"secret", limit, edge=edge))
        pages.append([orjson.loads(document)["reference"] for _, document in rows[:limit]])
        if len(rows) <= limit:
            return pages
        edge = rows[limit - 1][0]


async def walk_back(columns: Columns, listing: Listing, limit: int, edge: str) -> list[str]:
    """What lies before an edge, the nearest first."""
    found: list[str] = []
    while True:
        rows = await page_of(columns, listing, Page("", b"secret", limit, edge=edge, backwards=True))
        found += [orjson.loads(document)["reference"] for _, document in rows[:limit]]
        if len(rows) <= limit:
            return found
        edge = rows[limit - 1][0]


def some(columns: Columns) -> None:
    """Thirty contracts, many alike in all that one sorts by, some of which nothing is known."""
    for number in range(30):
        columns.add(
            str(number),
            title=["Étude", "etude", "Pont", "route"][number % 4],
            day=None if number % 5 == 0 else date(2020 + number % 3, 1, 1),
            initial=None if number % 7 == 0 else 1000 * (number % 4),
            recorded_at=datetime(2024, 1, 1, number % 3, tzinfo=UTC),
        )


@pytest.mark.parametrize(
    "order", ["-notified_on", "notified_on,-initial", "title,-notified_on", "-initial,title", "-recorded_at"]
)
@pytest.mark.parametrize("limit", [1, 4, 29, 30])
async def test_pages_of_any_length_give_every_contract_once_and_in_order(
    columns: Columns, order: str, limit: int
) -> None:
    some(columns)
    whole = await references(columns, asked(order))
    assert sorted(whole) == sorted(str(number) for number in range(30))
    assert [one for page in await walk(columns, asked(order), limit) for one in page] == whole


@pytest.mark.parametrize("order", ["-notified_on", "notified_on,-initial", "title,-notified_on"])
async def test_one_reads_back_what_one_has_read(columns: Columns, order: str) -> None:
    some(columns)
    rows = await page_of(columns, asked(order), Page("", b"secret", 100))
    whole = [orjson.loads(document)["reference"] for _, document in rows]
    assert await walk_back(columns, asked(order), 3, rows[-1][0]) == whole[-2::-1]


async def test_unknown_values_come_last_whichever_way(columns: Columns) -> None:
    columns.add("undated", day=None)
    columns.add("old", day=date(2019, 1, 1))
    columns.add("new", day=date(2020, 1, 1))
    assert await references(columns, asked("notified_on")) == ["old", "new", "undated"]
    assert await references(columns, asked("-notified_on")) == ["new", "old", "undated"]


async def test_a_page_stays_where_it_is_when_contracts_come(columns: Columns) -> None:
    for number in range(4):
        columns.add(str(number), day=date(2020, 1, 1 + number))
    first = await page_of(columns, asked(), Page("", b"secret", 2))
    columns.add("newest", day=date(2024, 1, 1))
    rest = await page_of(columns, asked(), Page("", b"secret", 2, edge=first[1][0]))
    assert [orjson.loads(document)["reference"] for _, document in rest] == ["1", "0"]


@pytest.mark.parametrize("edge", ["x", "[]", '["title","a","b"]'])
async def test_a_cursor_of_another_order_is_refused(columns: Columns, edge: str) -> None:
    with pytest.raises(InvalidCursor):
        await page_of(columns, asked(), Page("", b"secret", 2, edge=edge))


@pytest.mark.parametrize(
    ("search", "found"),
    [
        (Search(q="ECOLE beton"), ["1"]),
        (Search(q="béton"), ["1", "2"]),
        (Search(q="2020-t-7"), ["2020-T-7"]),
        (Search(q="oeuvre"), ["2020-T-7"]),
        (Search(q="ŒUVRE"), ["2020-T-7"]),
        (Search(q="le goff"), []),
        (Search(q="kerhuel"), ["1"]),
        (Search(q="100%"), []),
        (Search(company="443061841"), ["2"]),
        (Search(grade=("A", "B")), ["1"]),
        (Search(at_least=100, at_most=100), ["2"]),  # type: ignore[arg-type]
    ],
)
async def test_contracts_are_found_by_what_is_said_of_them(columns: Columns, search: Search, found: list[str]) -> None:
    columns.add("1", title="École en béton", grade="A", holder="Kerhuel SARL")
    columns.add(
        "2",
        title="Dalle de BETON",
        grade="C",
        company="443061841",
        initial=100,
        natural_person=True,
        holder="Anna Le Goff",
    )
    columns.add("2020-T-7", title="Œuvre", grade="E")
    assert sorted(await references(columns, asked(wanted=search.condition()))) == found


async def test_a_natural_person_is_shown_without_a_name(columns: Columns) -> None:
    columns.add("1", natural_person=True, holder="Anna Le Goff", initial=12)
    rows = await page_of(columns, asked(), Page("", b"secret", 2))
    shown: dict[str, Any] = orjson.loads(rows[0][1])
    assert (shown["holder"], shown["initial"]) == (None, "12.00")


async def test_facets_and_totals_are_of_what_is_looked_for(columns: Columns) -> None:
    for number in range(4):
        columns.add(str(number), department=["roads", "roads", "schools", None][number], cpv="45233140", initial=number)
    wanted = Search(at_least=1).condition()  # type: ignore[arg-type]
    assert await total_of(columns, wanted) == 3
    assert await facets_of(columns, wanted, ["department", "cpv"]) == {
        "department": [("roads", 1), ("schools", 1), (None, 1)],
        "cpv": [("45", 3)],
    }
