"""Finding tenders."""

from itertools import combinations

import pytest

from chassis.paging import Page
from services.tenders.domain.buyer import Buyer
from services.tenders.persistence.queries import finding
from tests.component.tenders.desk import OTHER_BUYER, REGION, Desk

FILTERS = {"status": "closed", "department": "ports", "area": "food", "buyer": OTHER_BUYER, "procedure": "open"}
COMBINATIONS = [chosen for size in range(len(FILTERS) + 1) for chosen in combinations(FILTERS, size)]


async def titles(desk: Desk, query: str) -> list[str]:
    return [one["title"] for one in (await desk.get(f"/tenders?{query}", scopes=None)).json()["items"]]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Repas des lycéens", "Travaux du port"]),
        ("area=food", ["Repas des lycéens"]),
        ("department=ports", ["Travaux du port"]),
        ("procedure=open&area=construction", ["Travaux du port"]),
        ("status=closed", []),
        (f"buyer={REGION}", ["Repas des lycéens", "Travaux du port"]),
        (f"buyer={OTHER_BUYER}", []),
        ("q=lycéen", ["Repas des lycéens"]),
        ("nature=works", ["Repas des lycéens", "Travaux du port"]),
        ("nature=goods", []),
        ("cpv=4524", ["Travaux du port"]),
        ("closes_by=2020-01-01", []),
        ("q=LYCEEN", ["Repas des lycéens"]),
        ("q=les+repas", ["Repas des lycéens"]),
        ("q=oeuf", ["Repas des lycéens"]),
        ("q=repas+gros", []),
        ("q=ports+travail", []),
        ("q=%22travaux%22+-repas", ["Travaux du port"]),
    ],
)
async def test_tenders_are_found_by_filter_and_by_word(desk: Desk, query: str, found: list[str]) -> None:
    await desk.publish(title="Travaux du port", department="ports", cpv="45240000")
    await desk.publish(title="Repas des lycéens", area="food", lots=[{"number": 1, "title": "Œufs et fromages"}])
    await desk.draft(title="Encore secret")
    assert await titles(desk, query) == found
    assert (await desk.get(f"/tenders?{query}&limit=1&total=true", scopes=None)).json()["total"] == len(found)
    assert "total" not in (await desk.get(f"/tenders?{query}", scopes=None)).json()


async def test_pages_follow_each_other_both_ways_newest_first(desk: Desk) -> None:
    for number in range(5):
        await desk.publish(title=f"Marché {number}")
    first = (await desk.get("/tenders?limit=2")).json()
    second = (await desk.get(first["next"])).json()
    third = (await desk.get(second["next"])).json()
    shown = [[one["title"][-1] for one in page["items"]] for page in (first, second, third)]
    assert shown == [["4", "3"], ["2", "1"], ["0"]]
    assert (first["prev"], third["next"]) == (None, None)
    assert (await desk.get(third["prev"])).json()["items"] == second["items"]


async def test_a_page_is_stable_while_others_publish(desk: Desk) -> None:
    for number in range(3):
        await desk.publish(title=f"Marché {number}")
    first = (await desk.get("/tenders?limit=2")).json()
    await desk.publish(title="Marché 9")
    second = (await desk.get(first["next"])).json()
    assert [one["title"] for one in second["items"]] == ["Marché 0"]


async def test_no_page_of_tenders_is_found_by_reading_or_sorting_them_all(desk: Desk) -> None:
    page = Page("", b"", limit=10, descending=True)
    async with desk.database.reads.acquire() as connection, connection.transaction():
        await connection.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off")
        for chosen in COMBINATIONS:
            filters = {name: FILTERS[name] for name in chosen}
            query, values = finding(page, Buyer(None), {**filters, "words": "lycée"})
            plan = "\n".join(row[0] for row in await connection.fetch(f"EXPLAIN {query}", *values))
            assert not any(costly in plan for costly in ("Seq Scan", "Sort")), plan
            assert ("ix_tender_" if chosen else "pk_tender") in plan, plan
