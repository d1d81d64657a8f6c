"""One fact, from a buyer's call to the public figure."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import httpx
import pytest

from deploy.embedded.demo_keys import REGION
from deploy.sample.identifiers import siret
from tests.e2e.platforms import PlatformUnderTest
from tests.waiting import until

WINNER, PARTNER = siret(70_001), siret(70_002)
TERMS: dict[str, Any] = {
    "title": "Refit of a science laboratory",
    "buyer": REGION,
    "department": "buildings",
    "area": "construction",
    "procedure": "adapted",
    "nature": "works",
    "cpv": "45214000",
    "places": ["FRH03"],
    "estimated_value": {"amount": "180000.00", "currency": "EUR"},
    "lots": [{"number": 1, "title": "Masonry"}, {"number": 2, "title": "Plumbing"}],
}


async def post(http: httpx.AsyncClient, path: str, body: dict[str, Any], status: int = 201) -> Any:
    answer = await http.post(path, json=body)
    assert answer.status_code == status, answer.text
    return answer.json()


async def figures(http: httpx.AsyncClient) -> tuple[int, int]:
    asked = {"period": "all", "buyer": REGION, "area": "construction"}
    answers = [(await http.get(f"/indicators/{name}", params=asked)).json() for name in ("V1", "A3")]
    return answers[0]["numerator"], answers[1]["numerator"]


async def register(platform: PlatformUnderTest) -> None:
    async with platform.client("portal") as http:
        place = {"commune": "35238", "department": "35"}
        for number, name in ((WINNER, "Masons of the Vilaine"), (PARTNER, "Plumbers of the Odet")):
            body = {"identifier": {"id": number}, "name": name, "size": "pme", "place": place}
            assert (await http.post("/suppliers", json=body)).status_code in {200, 201}


@pytest.fixture
async def story(platform: PlatformUnderTest) -> dict[str, Any]:
    """A tender of two lots, drafted, published, closed by the clock, decided, signed and notified."""
    await register(platform)
    async with platform.client("mandatary") as buyer:
        before = await figures(buyer)
        head = (await buyer.get("/feed/procedures?limit=1")).json()["head"]
        tender = await post(buyer, "/tenders", TERMS)
        path = f"/tenders/{tender['id']}"
        await post(buyer, f"{path}/publication", {"deadline": (datetime.now(UTC) + timedelta(seconds=4)).isoformat()})

        async def closed() -> bool:
            return (await buyer.get(path)).json()["status"] == "closed"  # type: ignore[no-any-return]

        await until(closed, 30)
        holders = [{"identifier": {"id": WINNER}, "role": "lead"}, {"identifier": {"id": PARTNER}, "role": "member"}]
        award = {"bids": 3, "value": {"amount": "90000.00"}, "holders": holders}
        await post(buyer, f"{path}/lots/1/award", award)
        fruitless = {"outcome": "unsuccessful", "bids": 0, "reason": "No bid was received"}
        await post(buyer, f"{path}/lots/2/closure", fruitless)
        today = datetime.now(ZoneInfo("Europe/Paris")).date().isoformat()
        signature = {"tender_id": tender["id"], "lot": 1, "reference": f"E2E-{tender['id'][:13]}", "signed_on": today}
        contract = await post(buyer, "/contracts", signature)
        await post(buyer, f"/contracts/{contract['id']}/notification", {"notified_on": today})
    return {"tender": tender["id"], "contract": contract["id"], "before": before, "head": head}


async def test_a_fact_goes_from_a_buyers_call_to_the_public_figure(
    platform: PlatformUnderTest, story: dict[str, Any]
) -> None:
    contracts, regional = story["before"]
    async with platform.client() as public:

        async def counted() -> bool:
            return await figures(public) == (contracts + 1, regional + 1)

        await until(counted, 30)
        tender = (await public.get(f"/tenders/{story['tender']}")).json()
        feed = (
            await public.get("/feed/procedures", params={"after": story["head"], "limit": 1000, "include": "body"})
        ).json()
    assert tender["status"] == "awarded"
    told = [item["event"] for item in feed["events"] if item["event"]["partitionkey"] == story["tender"]]
    assert [event["type"].split(".")[2] for event in told] == [
        "TenderPublished",
        "TenderClosed",
        "LotClosed",
        "ContractAwarded",
        "LotClosed",
        "ContractSigned",
        "ContractNotified",
    ]
    assert [item["position"] for item in feed["events"]] == list(range(story["head"] + 1, feed["next"] + 1))


async def test_a_tender_is_shown_with_its_suppliers_names_and_the_figures_of_its_area(
    platform: PlatformUnderTest, story: dict[str, Any]
) -> None:
    async with platform.client() as public:
        tender = (await public.get(f"/tenders/{story['tender']}")).json()
    assert "partial" not in tender or tender["partial"] == []
    names = str(tender["supplier_names"])
    assert "Masons of the Vilaine" in names
    assert "Plumbers of the Odet" in names
    assert "A3" in str(tender["area_figures"])


async def test_what_a_role_may_not_do_is_refused(platform: PlatformUnderTest) -> None:
    async with platform.client("prescriber") as prescriber, platform.client() as public:
        assert (await prescriber.post("/tenders", json=TERMS)).json()["code"] == "scope-missing"
        assert (await public.post("/tenders", json=TERMS)).json()["code"] == "unauthenticated"
        assert (await public.post("/keys", json={})).json()["code"] == "unauthenticated"


async def test_every_problem_has_a_page_of_its_own(platform: PlatformUnderTest) -> None:
    async with platform.client() as public:
        codes = [problem["code"] for problem in (await public.get("/openapi.json")).json()["x-problems"]]
        answers = [await public.get(f"/problems/{code}") for code in codes]
    assert codes
    assert {answer.status_code for answer in answers} == {200}
