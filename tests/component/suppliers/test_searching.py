"""Search: by words, codes, places and records; counted, suggested, exported."""

import io
from typing import Any

import pytest
from openpyxl import load_workbook

from chassis.paging import seal
from contracts.procedures import ContractNotified
from services.suppliers.persistence.index_follower import IndexFollower
from tests.component.suppliers.registry import OTHERS, SIRET, Registry, a_supplier
from tests.component.suppliers.test_awards import BUYER, a_contract, hear, told
from tests.waiting import until

RENNES, BREST = {"latitude": 48117, "longitude": -1677}, {"latitude": 48390, "longitude": -4486}
ROADS, BREAD = "45233140", "15811000"


async def searched(registry: Registry, query: str) -> set[str]:
    """Names that a search finds."""
    return set(await registry.names(query))


@pytest.fixture
async def indexed(registry: Registry) -> Registry:
    sourcing: IndexFollower = registry.app.state.sourcing
    await sourcing.built()
    await registry.record(
        a_supplier(
            SIRET,
            name="Voirie de l'Ouest",
            activities=[ROADS],
            size="pme",
            place={"commune": "35238"},
            coordinates=RENNES,
            brands=["Ouest Enrobés"],
        ),
        a_supplier(
            OTHERS[0],
            name="Boulangerie Kergoat",
            activities=[BREAD],
            size="tpe",
            place={"department": "29"},
            coordinates=BREST,
        ),
    )
    await until(lambda: _both(registry))
    return registry


async def _both(registry: Registry) -> bool:
    return len(await registry.names(f"new_to={BUYER}")) == 2


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=voiries&sort=relevance", {"Voirie de l'Ouest"}),
        ("q=ENROBES&sort=relevance", {"Voirie de l'Ouest"}),
        ("q=boulangrie&sort=relevance", {"Boulangerie Kergoat"}),
        (f"q={SIRET}&sort=relevance", {"Voirie de l'Ouest"}),
        (f"q={OTHERS[0][:9]}&sort=relevance", {"Boulangerie Kergoat"}),
        ("cpv=45000000", {"Voirie de l'Ouest"}),
        ("cpv=45300000", set()),
        ("cpv=15811000&size=tpe&department=29", {"Boulangerie Kergoat"}),
        ("cpv=15811000&size=pme", set()),
        ("near=48.1,-1.7&radius_km=10", {"Voirie de l'Ouest"}),
        ("near=48.4,-4.5", {"Boulangerie Kergoat"}),
        ("near=48.1,-1.7&radius_km=250", {"Voirie de l'Ouest", "Boulangerie Kergoat"}),
        ("near=48.1,-1.7&radius_km=0.5", set()),
        (f"new_to={BUYER}", {"Voirie de l'Ouest", "Boulangerie Kergoat"}),
        (f"won_before={BUYER}", set()),
    ],
)
async def test_suppliers_are_found_by_what_they_are(indexed: Registry, query: str, found: set[str]) -> None:
    assert await searched(indexed, query) == found


async def test_what_was_won_tells_who_knows_a_buyer(indexed: Registry) -> None:
    await hear(indexed, told(ContractNotified, a_contract(holders=(SIRET,), cpv=ROADS)))

    async def known() -> bool:
        return await searched(indexed, f"won_before={BUYER}") == {"Voirie de l'Ouest"}

    await until(known)
    assert await searched(indexed, f"new_to={BUYER}") == {"Boulangerie Kergoat"}


async def test_a_label_finds_those_who_show_it(indexed: Registry) -> None:
    certificate = {"kind": "label", "code": "rge", "issuer": "Qualibat"}
    answer = await indexed.act("certificates", certificate)
    assert answer.status_code == 201, answer.text

    async def labelled() -> bool:
        return await searched(indexed, "label=rge") == {"Voirie de l'Ouest"}

    await until(labelled)


async def test_facets_count_the_suppliers_found(indexed: Registry) -> None:
    page = (await indexed.get("/suppliers?facets=department,size,cpv,label&limit=1&total=true")).json()
    assert (len(page["items"]), page["total"]) == (1, 2)
    assert page["facets"] == {
        "department": {"29": 1, "35": 1},
        "size": {"pme": 1, "tpe": 1},
        "cpv": {"15": 1, "45": 1},
        "label": {},
    }
    assert (await indexed.get("/suppliers?facets=colour")).status_code == 422


async def test_a_place_that_is_not_on_earth_is_refused(indexed: Registry) -> None:
    for point in ("99,0", "0,181", "a,b"):
        assert (await indexed.get(f"/suppliers?near={point}")).status_code == 422


async def test_pages_of_a_search_lead_on_and_back(indexed: Registry) -> None:
    first = (await indexed.get("/suppliers?near=48.1,-1.7&radius_km=250&limit=1")).json()
    second = (await indexed.get(first["next"])).json()
    assert [one["name"] for one in first["items"] + second["items"]] == ["Boulangerie Kergoat", "Voirie de l'Ouest"]
    assert second["next"] is None
    assert (await indexed.get(second["prev"])).json()["items"] == first["items"]
    assert first["items"][0]["coordinates"] == BREST


async def test_a_cursor_of_the_list_is_none_of_a_search(indexed: Registry) -> None:
    listed = (await indexed.get("/suppliers?limit=1")).json()["next"]
    answer = await indexed.get(f"{listed}&cpv=45000000")
    assert (answer.status_code, answer.json()["code"]) == (400, "invalid-cursor")


async def test_what_the_index_answers_is_not_kept_by_anyone(indexed: Registry) -> None:
    assert (await indexed.get("/suppliers?cpv=45000000")).headers["cache-control"] == "no-store"
    assert "no-store" not in (await indexed.get("/suppliers?q=voirie")).headers.get("cache-control", "")


async def test_pages_of_a_search_end(indexed: Registry) -> None:
    secret = indexed.app.state.settings.platform_secret.get_secret_value().encode()
    answer = await indexed.get(f"/suppliers?cpv=45000000&cursor={seal('n9999', secret)}")
    assert (answer.status_code, answer.json()["code"]) == (422, "too-deep")


async def test_a_search_is_of_active_suppliers(indexed: Registry) -> None:
    assert (await indexed.get("/suppliers?cpv=45000000&status=suspended")).json()["code"] == "only-active-searched"
    assert await indexed.names("status=suspended") == []
    assert len(await indexed.names("status=active")) == 2


@pytest.mark.parametrize("point", ["48.1", "48.1,2,3", "north,east"])
async def test_a_point_is_latitude_and_longitude(indexed: Registry, point: str) -> None:
    assert (await indexed.get(f"/suppliers?near={point}")).status_code == 422


async def test_suggestions_begin_as_the_text_does(indexed: Registry) -> None:
    items = (await indexed.get("/suggestions?q=boul")).json()["items"]
    assert [one["text"] for one in items if one["kind"] == "supplier"] == ["Boulangerie Kergoat"]
    codes = (await indexed.get("/suggestions?q=travaux de constr")).json()["items"]
    assert {"kind": "code", "value": "45000000"}.items() <= codes[0].items()


@pytest.mark.parametrize("query", ["", "&cpv=15000000"])
async def test_exports_have_the_columns_that_were_chosen(indexed: Registry, query: str) -> None:
    await indexed.update(a_supplier(OTHERS[0], name="=cmd()", activities=[BREAD], coordinates=BREST), siret=OTHERS[0])
    answer = await indexed.get(f"/supplier-exports.csv?columns=name,latitude{query}")
    assert answer.headers["content-type"].startswith("text/csv")
    assert "'=cmd(),48.39" in answer.text.splitlines()
    assert answer.text.splitlines()[0] == "name,latitude"


async def test_exports_come_as_lines_and_as_a_spreadsheet(indexed: Registry) -> None:
    lines = (await indexed.get("/supplier-exports.ndjson?columns=identifier,size&cpv=45000000")).text
    assert lines == f'{{"identifier":"{SIRET}","size":"pme"}}\n'
    answer = await indexed.get("/supplier-exports.xlsx?columns=name")
    sheet: Any = load_workbook(io.BytesIO(answer.content)).active
    assert [row[0].value for row in sheet.rows] == ["name", "Boulangerie Kergoat", "Voirie de l'Ouest"]
    assert (await indexed.get("/supplier-exports.csv?columns=secret")).status_code == 422
