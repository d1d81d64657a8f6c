"""A feed with filters stays exact: what fits comes once and in order, the rest is passed over in bounded steps."""

from collections.abc import AsyncIterator
from typing import ClassVar

import orjson
import pytest
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy.engine import Connection

from chassis.aggregate import Told
from chassis.feed import Feed
from chassis.feed_choice import Choice
from chassis.feed_page import EXAMINED
from chassis.migrations import create_matter
from chassis.persistence import Database
from chassis.schema import event_matter
from contracts.fact import Fact
from contracts.filtering import prefix_of
from tests.component.chassis.counting import Counting
from tests.component.chassis.running import feed_of, read, relaying
from tests.waiting import until

OPEN, CLOSED = "procurement.suppliers.v1", "procurement.sourcing.v1"


class Bought(Fact):
    """Something was bought by a department."""

    topic: ClassVar[str] = OPEN
    department: str | None = None
    cpv: str | None = None


class Paid(Fact):
    """It was paid; by whom, its key knows."""

    topic: ClassVar[str] = OPEN


class Priced(Fact):
    """Its price, which not everybody may read."""

    topic: ClassVar[str] = CLOSED
    department: str | None = None


async def tell(database: Database, *facts: tuple[str, Fact]) -> None:
    """Facts by their keys, in their order."""
    async with Counting(database) as uow:
        uow.tell([Told(turn, fact.topic, key, key, turn + 1, fact) for turn, (key, fact) in enumerate(facts)])


SCHOOLS = ("a", Bought(department="schools", cpv="30197630"))
ROADS = ("b", Bought(department="roads", cpv="45233140"))


@pytest.fixture
async def feed(database: Database) -> AsyncIterator[Feed]:
    """Nine facts: of a purchase for schools, one for roads that later is for schools too, and one that says nothing."""
    moved = ("b", Bought(department="schools"))
    nameless = ("c", Paid())
    paid = [("a", Paid()), ("b", Paid())]
    async with relaying(database), feed_of(database) as opened:
        await tell(database, SCHOOLS, ROADS, nameless, *paid, moved, *paid, nameless)
        await until(lambda: opened.head(OPEN))
        yield opened


async def chosen(feed: Feed, limit: int, choice: Choice, topic: str = OPEN) -> list[int]:
    """The positions of all that fits, read page by page."""
    found, after = [], 0
    while True:
        page = orjson.loads(await feed.page(topic, after, limit, choice=choice))
        found += [item["position"] for item in page["events"]]
        if page["next"] == after:
            assert after == page["head"], "a page that leads nowhere is the last"
            return found
        after = page["next"]


@pytest.mark.parametrize("limit", [1, 2, 100])
@pytest.mark.parametrize(
    ("choice", "positions"),
    [
        (Choice(department=["schools"]), [1, 4, 6, 7, 8]),
        (Choice(department=["roads"]), [2, 5, 6, 8]),
        (Choice(department=["roads", "schools"]), [1, 2, 4, 5, 6, 7, 8]),
        (Choice(type=["Paid"]), [3, 4, 5, 7, 8, 9]),
        (Choice(type=["bzh.prenan.Paid.v1"], department=["schools"]), [4, 7, 8]),
        (Choice(cpv=["45"]), [2, 5, 6, 8]),
        (Choice(cpv=["30190000"]), [1, 4, 7]),
        (Choice(cpv=["30190001"]), []),
        (Choice(cpv=["30"], department=["roads"]), []),
        (Choice(buyer=["00000001800010"]), []),
    ],
)
async def test_exactly_what_fits_is_read_once_and_in_order(
    feed: Feed, limit: int, choice: Choice, positions: list[int]
) -> None:
    assert await chosen(feed, limit, choice) == positions


async def test_a_page_says_what_the_key_of_each_fact_was_about_when_it_was_told(feed: Feed) -> None:
    items = orjson.loads(await feed.page(OPEN, 4, 4, bodies=False, about=True))["events"]
    roads = {"department": ["roads"], "cpv": ["45233140"]}
    both = [roads, {"department": ["schools"]}]
    schools = {"department": ["schools"], "cpv": ["30197630"]}
    assert [item["about"] for item in items] == [[roads], both, [schools], both]


async def test_the_newest_are_read_first_page_by_page_down_to_the_first(feed: Feed) -> None:
    found, before = [], None
    while before is None or before > 1:
        page = orjson.loads(await feed.newest(OPEN, before, 2, choice=Choice(department=["schools"])))
        found += [item["position"] for item in page["events"]]
        before = page["next"]
        if not page["events"]:
            break
    assert found == [8, 7, 6, 4, 1]
    assert orjson.loads(await feed.newest(OPEN, 1, 2)) == {"topic": OPEN, "events": [], "next": 0, "head": 9}


async def test_a_page_looks_at_a_bounded_number_of_facts_and_says_how_far_it_came(database: Database) -> None:
    many = [("c", Paid())] * (2 * EXAMINED)
    async with relaying(database), feed_of(database) as feed:
        await tell(database, *many, SCHOOLS)
        await read(database, 1)
        await until(lambda: _is_whole(feed, len(many) + 1))
        pages, after = [], 0
        while after < len(many) + 1:
            page = orjson.loads(await feed.page(OPEN, after, 100, wait=30, choice=Choice(department=["schools"])))
            after = page["next"]
            pages.append((len(page["events"]), after))
    assert pages == [(0, EXAMINED), (0, 2 * EXAMINED), (1, 2 * EXAMINED + 1)]


async def _is_whole(feed: Feed, facts: int) -> bool:
    return await feed.head(OPEN) == facts


async def test_who_waits_for_what_fits_is_not_woken_by_the_rest(feed: Feed, database: Database) -> None:
    await tell(database, ("d", Paid()), ("e", Bought(department="sea")))
    page = orjson.loads(await feed.page(OPEN, 9, 10, wait=20, choice=Choice(department=["sea"])))
    assert ([item["position"] for item in page["events"]], page["next"]) == ([11], 11)


async def test_what_is_told_in_confidence_does_not_show_in_an_open_feed(database: Database) -> None:
    async with relaying(database):
        await tell(database, SCHOOLS, ("a", Priced(department="secret")), ("a", Paid()))
        feed = Feed(database, public=(OPEN,))
        try:
            await until(lambda: feed.head(CLOSED))
            assert await chosen(feed, 10, Choice(department=["secret"])) == []
            assert await chosen(feed, 10, Choice(department=["secret"]), CLOSED) == [1]
            assert await chosen(feed, 10, Choice(department=["schools"]), CLOSED) == [1], "by what is open"
        finally:
            await feed.close()


def test_a_whole_code_stands_for_all_under_it() -> None:
    assert [prefix_of(code) for code in ("30190000", "30", "3010", "30000000", "30197630")] == [
        "3019", "30", "3010", "30", "3019763",
    ]  # fmt: skip


async def test_an_older_journal_is_filled_with_what_its_facts_say(database: Database) -> None:
    def anew(connection: Connection) -> None:
        event_matter.drop(connection)
        with Operations.context(MigrationContext.configure(connection)):
            create_matter()

    async with relaying(database), feed_of(database) as feed:
        await tell(database, SCHOOLS, ("a", Paid()), ROADS, ("b", Bought(department="schools")))
        await until(lambda: _is_whole(feed, 4))
    query = "SELECT partitionkey, topic, position, said FROM event_matter ORDER BY position"
    told = await database.reads.fetch(query)
    async with database.engine.begin() as connection:
        await connection.run_sync(anew)
    assert [row["position"] for row in told] == [1, 3, 4]
    assert await database.reads.fetch(query) == told
