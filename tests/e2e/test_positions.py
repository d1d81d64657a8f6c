"""Whoever takes the position of a change along reads it changed in the first answer, wherever it has to arrive."""

from typing import Any

import httpx

from deploy.sample.identifiers import siret
from tests.component.tenders.desk import a_record
from tests.e2e.platforms import PlatformUnderTest
from tests.waiting import until

NAME = "Weavers of the Aven"


async def first_answer(http: httpx.AsyncClient, path: str, **asked: str) -> dict[str, Any]:
    """What the first answer says; a refusal is repeated where it says that it may be, as a busy machine may need."""

    async def answered() -> dict[str, Any] | None:
        answer = await http.get(path, params=asked)
        document: dict[str, Any] = answer.json()
        assert answer.is_success or document["retryable"], answer.text
        return document if answer.is_success else None

    found: dict[str, Any] = await until(answered, 60)
    return found


async def test_a_recorded_contract_is_in_the_next_figure(platform: PlatformUnderTest) -> None:
    async with platform.client("department-system") as http:
        before = await first_answer(http, "/indicators/V1", period="all")
        made = await http.post("/contract-records", json={"records": [a_record(reference="position-1")]})
        assert made.json()["results"][0]["status"] == "created", made.text
        position = made.headers["prenan-position"]
        seen = await first_answer(http, "/indicators/V1", period="all", min_position=position)
    assert seen["numerator"] == before["numerator"] + 1


async def test_a_registered_supplier_is_found_by_the_next_search(platform: PlatformUnderTest) -> None:
    async with platform.client("portal") as http:
        made = await http.post("/suppliers", json={"identifier": {"id": siret(80_001)}, "name": NAME, "size": "pme"})
        asked = {"q": "weavers aven", "sort": "relevance", "min_position": made.headers["prenan-position"]}
        found = await first_answer(http, "/suppliers", **asked)
    assert NAME in [item["name"] for item in found["items"]]
