"""Calls of the sample that end: each act is done once, also where its answer was lost and it is asked for again."""

from datetime import date
from typing import Any

import httpx

from deploy.cli.door import Door
from deploy.cli.patience import Patience
from deploy.cli.sample_settling import decide, publish
from deploy.sample.settlements import settlements

WANTED = settlements(date(2026, 3, 2))[:4]


class Forgetful:
    """A platform whose first answer to each act is lost; asked again with the same key it gives the same answer."""

    def __init__(self) -> None:
        self.tenders: list[dict[str, Any]] = []
        self._kept: dict[str, httpx.Response] = {}

    def __call__(self, request: httpx.Request) -> httpx.Response:
        if request.method == "GET":
            return httpx.Response(200, json={"now": "2026-03-02T10:00:00+01:00", "items": self.tenders})
        key = request.headers["Idempotency-Key"]
        if key in self._kept:
            return self._kept[key]
        self._kept[key] = self._done(request)
        return httpx.Response(504, json={"code": "upstream-timeout"})

    def _done(self, request: httpx.Request) -> httpx.Response:
        tender, act = self._meant(request)
        if act in tender["acts"]:
            return httpx.Response(409, json={"code": "illegal-move"})
        tender["acts"].append(act)
        tender["status"] = {"publication": "published"}.get(act, tender["status"])
        return httpx.Response(200, json=tender)

    def _meant(self, request: httpx.Request) -> tuple[dict[str, Any], str]:
        parts = request.url.path.split("/")[2:]
        if parts:
            return self.tenders[int(parts[0])], "/".join(parts[1:])
        lots = [{"number": number, "status": "open"} for number in (1, 2, 3)]
        self.tenders.append({"id": len(self.tenders), "status": "draft", "acts": [], "lots": lots})
        self.tenders[-1]["title"] = httpx.Response(200, content=request.content).json()["title"]
        return self.tenders[-1], "draft"


async def test_calls_of_the_sample_are_published_and_decided_once_though_every_first_answer_is_lost() -> None:
    platform = Forgetful()

    async def at_once(_: float) -> None:
        """No pause."""

    async with httpx.AsyncClient(transport=httpx.MockTransport(platform), base_url="http://platform") as client:
        door = Door(client, Patience(pause=at_once))
        await publish(door, WANTED, "a sample")
        for tender in platform.tenders:
            tender["status"] = "closed"
        await decide(door, WANTED)
    acts = {tender["title"]: tender["acts"] for tender in platform.tenders}
    for one in WANTED:
        expected = [f"lots/{number}/{ending.act}" for number, ending in enumerate(one.endings, 1)]
        assert acts[one.title] == ["draft", "publication", *(expected or ["cancellation"])]
