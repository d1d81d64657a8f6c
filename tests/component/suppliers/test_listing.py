"""The list: by name, filtered, paged, and served by indexes."""

import asyncpg
import pytest

from chassis.paging import Page
from chassis.persistence import SEARCH_PATH
from services.suppliers.persistence.queries import Queries, Wanted, listing
from tests.component.suppliers.registry import OTHERS, SIRET, Registry, a_supplier

RENNES = {"commune": "35238"}
QUIMPER = {"department": "29"}


@pytest.fixture
async def listed(registry: Registry) -> Registry:
    await registry.record(
        a_supplier(SIRET, name="Œuvres d'Armor", size="pme", place=RENNES),
        a_supplier(OTHERS[0], name="Établissements Kergoat", size="tpe", place=QUIMPER),
        a_supplier(OTHERS[1], name="kergoat TP", size="pme", place=QUIMPER),
        a_supplier(OTHERS[2], name="La Poste", size="ge"),
    )
    return registry


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", ["Établissements Kergoat", "kergoat TP", "La Poste", "Œuvres d'Armor"]),
        ("q=kergoat", ["Établissements Kergoat", "kergoat TP"]),
        ("q=KERGOÄT", ["Établissements Kergoat", "kergoat TP"]),
        ("q=etablissements k", ["Établissements Kergoat"]),
        ("q=ergo", ["Établissements Kergoat", "kergoat TP"]),
        ("q=oeuvres d’armor", ["Œuvres d'Armor"]),
        ("q=ke", ["Établissements Kergoat", "kergoat TP"]),
        ("q=er", []),
        ("q=p", ["La Poste"]),
        ("q=%25%25%25a", ["Œuvres d'Armor"]),
        ("department=29", ["Établissements Kergoat", "kergoat TP"]),
        ("department=35", ["Œuvres d'Armor"]),
        ("size=pme", ["kergoat TP", "Œuvres d'Armor"]),
        ("size=pme&department=29&q=kergoat", ["kergoat TP"]),
        (f"identifier={SIRET}&identifier=SIRET:{OTHERS[2]}", ["La Poste", "Œuvres d'Armor"]),
        ("identifier=TVA:DE136695976", []),
    ],
)
async def test_suppliers_are_found_in_the_order_of_their_names(listed: Registry, query: str, names: list[str]) -> None:
    assert await listed.names(query) == names
    assert (await listed.get(f"/suppliers?{query}&limit=1&total=true")).json()["total"] == len(names)


async def test_an_item_of_the_list_is_the_supplier_as_it_is_read(listed: Registry) -> None:
    [item] = (await listed.get(f"/suppliers?identifier={SIRET}")).json()["items"]
    assert item == await listed.read(SIRET)


async def test_pages_lead_through_the_list_and_back(listed: Registry) -> None:
    every = await listed.names("")
    first = (await listed.get("/suppliers?limit=3")).json()
    second = (await listed.get(first["next"])).json()
    assert [item["name"] for page in (first, second) for item in page["items"]] == every
    assert (first["prev"], second["next"]) == (None, None)
    assert (await listed.get(second["prev"])).json()["items"] == first["items"]


async def test_a_supplier_that_comes_in_meanwhile_moves_no_page(listed: Registry) -> None:
    first = (await listed.get("/suppliers?limit=2")).json()
    await listed.record(a_supplier(name="Aven", identifier={"scheme": "TVA", "id": "DE136695976"}))
    second = (await listed.get(first["next"])).json()
    assert [item["name"] for item in second["items"]] == ["La Poste", "Œuvres d'Armor"]


async def test_suppliers_of_one_name_are_all_listed(registry: Registry) -> None:
    await registry.record(*(a_supplier(siret) for siret in (SIRET, *OTHERS)))
    path, seen = "/suppliers?limit=1", []
    while path:
        page = (await registry.get(path)).json()
        seen += [item["identifier"]["id"] for item in page["items"]]
        path = page["next"]
    assert sorted(seen) == sorted((SIRET, *OTHERS))


async def test_the_longest_name_still_makes_a_cursor(registry: Registry) -> None:
    await registry.record(*(a_supplier(siret, name="𠀀" * 4000) for siret in (SIRET, OTHERS[0])))
    first = (await registry.get("/suppliers?limit=1")).json()
    second = await registry.get(first["next"])
    assert (second.status_code, len(second.json()["items"])) == (200, 1)


@pytest.mark.parametrize(
    "wanted",
    [
        Wanted(),
        Wanted(name="kergoat"),
        Wanted(name="k"),
        Wanted(department="29"),
        Wanted(size="pme"),
        Wanted(status="active"),
        Wanted(status="suspended"),
        Wanted(name="kergoat", department="29", size="pme"),
    ],
)
async def test_no_question_to_the_list_reads_the_whole_table(registry: Registry, wanted: Wanted) -> None:
    reads = registry.database.reads
    await reads.execute(
        "INSERT INTO supplier (id, version, searched_name, state) SELECT gen_random_uuid(), 1, ' ' || md5(n::text), "
        "jsonb_build_object('name', md5(n::text), 'activities', '[]'::json, "
        "'size', (ARRAY['tpe', 'pme'])[1 + n % 2], 'place', jsonb_build_object('department', "
        "(n % 90)::text)) FROM generate_series(1, 20000) n"
    )
    await reads.execute("VACUUM ANALYZE supplier")
    query, values = listing(Page(url="", secret=b"", limit=100), wanted)
    plan = "\n".join(row[0] for row in await reads.fetch(f"EXPLAIN {query}", *values))
    assert "Index Scan" in plan
    assert "Seq Scan" not in plan


async def test_a_part_of_a_name_has_a_plan_of_its_own_however_often_others_were_asked_for(registry: Registry) -> None:
    await registry.record(a_supplier())
    url = registry.database.url
    page = Page(url="", secret=b"", limit=100)
    async with asyncpg.create_pool(url, min_size=1, max_size=1, server_settings={"search_path": SEARCH_PATH}) as pool:
        for number in range(12):
            await Queries(pool).suppliers(page, Wanted(name=f"kergoat {number}"))
            await Queries(pool).total(Wanted(name=f"kergoat {number}"))
        kept = "SELECT statement, generic_plans FROM pg_prepared_statements WHERE statement LIKE $1"
        plans = dict(await pool.fetch(kept, "%searched_name LIKE%"))
    assert len(plans) == 2
    assert set(plans.values()) == {0}
