"""Whoever takes the position of a change along reads it changed at once, wherever it has to arrive first."""

from deploy.sample.identifiers import siret
from tests.component.tenders.desk import a_record
from tests.e2e.platforms import PlatformUnderTest

NAME = "Weavers of the Aven"


async def test_a_recorded_contract_is_in_the_next_figure(platform: PlatformUnderTest) -> None:
    async with platform.client("department-system") as http:
        figure = {"period": "all"}
        before = (await http.get("/indicators/V1", params=figure)).json()["numerator"]
        made = await http.post("/contract-records", json={"records": [a_record(reference="position-1")]})
        assert made.json()["results"][0]["status"] == "created", made.text
        position = made.headers["prenan-position"]
        seen = await http.get("/indicators/V1", params={**figure, "min_position": position})
    assert (seen.status_code, seen.json()["numerator"]) == (200, before + 1), seen.text


async def test_a_registered_supplier_is_found_by_the_next_search(platform: PlatformUnderTest) -> None:
    async with platform.client("portal") as http:
        body = {"identifier": {"id": siret(80_001)}, "name": NAME, "size": "pme"}
        made = await http.post("/suppliers", json=body)
        asked = {"q": "weavers aven", "min_position": made.headers["prenan-position"]}
        found = await http.get("/suppliers", params=asked)
    assert [item["name"] for item in found.json()["items"]] == [NAME], found.text
