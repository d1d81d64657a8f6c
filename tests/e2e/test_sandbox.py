"""A rehearsal: every legal period keeps its rules, and passes within seconds."""

import asyncio
from collections.abc import AsyncIterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from tests.e2e.platforms import PlatformUnderTest, a_platform
from tests.e2e.test_story import TERMS, post
from tests.waiting import until

SPEED = 432_000.0
"""Five days a second."""
START = date(2027, 3, 1)
DAYS = 40


@pytest.fixture(scope="module")
async def sandbox(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[PlatformUnderTest]:
    home = Path(tmp_path_factory.mktemp("sandbox")) / "home"
    async with a_platform(home, sandbox=SPEED, start=START) as running:
        yield running


async def test_anybody_can_read_which_time_a_sandbox_lives_in(sandbox: PlatformUnderTest) -> None:
    async with sandbox.client() as public:
        shown = (await public.get("/time")).json()
    assert (shown["sandbox"], shown["speed"]) == (True, SPEED)
    assert datetime.fromisoformat(shown["now"]).date() > START


async def test_an_open_procedure_of_forty_days_closes_at_its_deadline_within_seconds(
    sandbox: PlatformUnderTest,
) -> None:
    async with sandbox.client("mandatary") as buyer:
        tender = await post(buyer, "/tenders", {**TERMS, "procedure": "open"})
        path = f"/tenders/{tender['id']}"
        soon = (await sandbox.now() + timedelta(days=20)).isoformat()
        refused = await post(buyer, f"{path}/publication", {"deadline": soon}, status=422)
        assert refused["code"] == "notice-too-short"
        deadline = await sandbox.now() + timedelta(days=DAYS)
        published = await post(buyer, f"{path}/publication", {"deadline": deadline.isoformat()})
        assert published["status"] == "published"
        began = asyncio.get_running_loop().time()

        async def closed() -> bool:
            return (await buyer.get(path)).json()["status"] == "closed"  # type: ignore[no-any-return]

        await until(closed, 30)
        took = asyncio.get_running_loop().time() - began
        feed = (await buyer.get("/feed/procedures", params={"limit": 1000, "include": "body"})).json()
    [fact] = [
        item["event"]
        for item in feed["events"]
        if item["event"]["subject"] == tender["id"] and "TenderClosed" in item["event"]["type"]
    ]
    assert datetime.fromisoformat(fact["time"]) == deadline
    assert took < DAYS * 86_400 / SPEED + 10
