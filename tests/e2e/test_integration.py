"""What integrators are given beyond single reads: composed answers, one search, files in and out."""

import asyncio
import hashlib
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from chassis.persistence import Database
from deploy.embedded import recollection
from deploy.sample.identifiers import siret
from gateway.imports import duty
from gateway.settings import GatewaySettings
from tests.e2e.platforms import PlatformUnderTest
from tests.e2e.registers import BUYER, a_register
from tests.e2e.test_import import counted, taken_in
from tests.waiting import until

CONTRACTS = 120
NDJSON, CSV = "application/x-ndjson", "text/csv"


@pytest.fixture
async def register(platform: PlatformUnderTest, tmp_path: Path) -> PlatformUnderTest:
    await taken_in(platform, a_register(tmp_path / "register.csv", CONTRACTS))
    await counted(platform)
    return platform


async def read(http: httpx.AsyncClient, path: str) -> dict[str, Any]:
    answer = await http.get(path)
    assert answer.status_code == 200, answer.text
    document: dict[str, Any] = answer.json()
    assert "partial" not in document, document["partial"]
    return document


async def test_a_contract_a_holder_and_a_department_are_each_one_read(register: PlatformUnderTest) -> None:
    async with register.client("operator") as http:
        listed = await read(http, f"/contracts?buyer={BUYER}&limit=1&fields=items.id")
        contract = await read(http, f"/contracts/{listed['items'][0]['id']}")
        assert contract["observed"]["contract"]["buyer"] == BUYER
        assert (contract["payments"]["items"], contract["award"]) == ([], None)
        assert isinstance(contract["red_flags"], list)
        holder = contract["contract"]["holders"][0]["identifier"]["id"]
        await http.post("/suppliers", json={"identifier": {"scheme": "SIRET", "id": holder}, "name": "Holder"})
    async with register.client() as http:
        profile = await read(http, f"/suppliers/{holder}/profile")
        assert profile["figures"]["company"] == holder[:9]
        assert (profile["certificates"]["items"], "own" in profile) == ([], False)
        dashboard = await read(http, "/departments/buildings/dashboard")
        assert dashboard["figures"]["items"]
        assert set(dashboard) == {"figures", "plan", "tenders", "contracts", "quality", "targets"}
        found = await read(http, "/search?q=Contract")
        assert found["contracts"]["total"] >= CONTRACTS
        assert (await read(http, found["contracts"]["next"]))["items"]


async def test_a_register_comes_out_whole_and_says_so(register: PlatformUnderTest) -> None:
    async with register.client() as http:
        content = (await http.get(f"/exports/contracts.ndjson?buyer={BUYER}")).content
        rows = (await http.get(f"/exports/contracts.csv?buyer={BUYER}")).text.splitlines()
    body, _, last = content.rstrip(b"\n").rpartition(b"\n")
    end = json.loads(last)["end"]
    assert (end["count"], end["sha256"]) == (CONTRACTS, hashlib.sha256(body + b"\n").hexdigest())
    assert len(rows) == CONTRACTS + 2


async def imported(platform: PlatformUnderTest, noun: str, content: bytes, kind: str = NDJSON) -> dict[str, Any]:
    """What becomes of a file."""
    async with platform.client("operator") as http:
        answer = await http.post(f"/imports?of={noun}", content=content, headers={"Content-Type": kind})
        assert answer.status_code == 202, answer.text
        where = answer.headers["Location"]
        await until(lambda: _ended(http, where))
        document: dict[str, Any] = (await http.get(where)).json()
        refused = (await http.get(f"{where}/rows?outcome=refused")).json()["items"]
        assert refused == [], refused
        return document


async def _ended(http: httpx.AsyncClient, where: str) -> bool:
    return bool((await http.get(where)).json()["ended_at"])


@asynccontextmanager
async def a_runner(platform: PlatformUnderTest) -> AsyncIterator[None]:
    """One that runs imports beside the platform's own."""
    told = recollection.topology(platform.home).environment("gateway")
    known = {name.lower(): value for name, value in told.items() if name.lower() in GatewaySettings.model_fields}
    settings = GatewaySettings.model_validate(known)
    async with Database(settings.database_url, pool_size=2) as database:
        serving = asyncio.create_task(duty.serve(database, settings))
        try:
            yield
        finally:
            serving.cancel()
            await asyncio.wait([serving])


def lines(*records: dict[str, Any]) -> bytes:
    return b"".join(json.dumps(record).encode() + b"\n" for record in records)


async def test_files_of_every_noun_go_in_by_external_id_and_again_change_nothing(register: PlatformUnderTest) -> None:
    plan = {
        "reference": "P-1", "title": "Mobilier", "buyer": BUYER, "department": "schools", "area": "supplies",
        "cpv": "39160000", "nature": "goods", "quarter": "2027-Q1", "places": ["FRH0"],
    }  # fmt: skip
    draft = {
        "external_id": "D-1", "title": "Toiture", "buyer": BUYER, "department": "buildings", "area": "construction",
        "procedure": "open", "nature": "works", "cpv": "45214220", "estimated_value": {"amount": "2000000.00"},
        "places": ["FRH03"], "single_lot_reason": "Un corps d'état", "lots": [{"number": 1, "title": "Gros œuvre"}],
    }  # fmt: skip
    invoice = {
        "kind": "invoice", "external_id": "F-1", "buyer": BUYER, "reference": "M00001",
        "received_on": "2021-03-01", "value": {"amount": "100.00"},
    }  # fmt: skip
    suppliers = f"identifier.scheme;identifier.id;name\nSIRET;{siret(777)};Ateliers du Ponant\n".encode()
    files = {
        "plan-entries": (lines(plan), NDJSON),
        "tenders": (lines(draft), NDJSON),
        "payments": (lines(invoice), NDJSON),
        "suppliers": (suppliers, CSV),
    }
    async with a_runner(register):
        for noun, (content, kind) in files.items():
            first, again = await imported(register, noun, content, kind), await imported(register, noun, content, kind)
            assert (noun, first["created"], again["unchanged"]) == (noun, 1, 1)
    async with register.client() as http:
        assert (await read(http, f"/suppliers/{siret(777)}/profile"))["name"] == "Ateliers du Ponant"
