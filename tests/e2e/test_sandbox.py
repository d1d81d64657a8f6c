"""A rehearsal: every legal period keeps its rules, and passes within seconds."""

import asyncio
from datetime import datetime, timedelta

from tests.e2e.markets import SPEED, START
from tests.e2e.platforms import PlatformUnderTest
from tests.e2e.test_story import TERMS, post
from tests.waiting import until

DAYS = 36


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
