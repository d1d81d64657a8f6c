"""The words that stories are told in: who acts, what they act on, and what they are refused."""

from collections.abc import Awaitable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import httpx

from deploy.embedded.demo_keys import REGION
from tests.e2e.platforms import PlatformUnderTest
from tests.waiting import until

PARIS = ZoneInfo("Europe/Paris")
Document = dict[str, Any]


class Refused(Exception):
    """A call was answered with a problem."""

    def __init__(self, problem: Document) -> None:
        super().__init__(problem)
        self.problem = problem


async def refused(attempt: Awaitable[object]) -> Document:
    """The problem that an attempt is refused with; fails where it succeeds."""
    try:
        done = await attempt
    except Refused as refusal:
        return refusal.problem
    raise AssertionError(f"this should have been refused: {done}")


def money(amount: int) -> Document:
    """Euros, excluding VAT."""
    return {"amount": f"{amount}.00", "currency": "EUR"}


@dataclass(frozen=True)
class Tender:
    """A tender, as its path."""

    path: str

    @property
    def id(self) -> str:
        return self.path.rsplit("/", 1)[1]

    def lot(self, number: int) -> str:
        return f"{self.path}/lots/{number}"


@dataclass(frozen=True)
class Contract:
    """A contract, as its path and the buyer's number of it."""

    path: str
    reference: str

    @property
    def id(self) -> str:
        return self.path.rsplit("/", 1)[1]


@dataclass(frozen=True)
class Bid:
    """What a bidder handed in."""

    tender: Tender
    id: str

    def lot(self, number: int) -> str:
        return f"{self.tender.path}/bids/{self.id}/lots/{number}"


@dataclass
class Actor:
    """Somebody with a key, or the public without one."""

    name: str
    platform: PlatformUnderTest
    http: httpx.AsyncClient = field(repr=False)
    client: str = ""
    """What the platform knows the key by."""

    async def call(self, method: str, path: str, body: Document | None = None, **options: Any) -> httpx.Response:
        """Send a call, and again while the answer says that it may be repeated; one key makes it one act."""
        given = {"json": body, **options} if body is not None else options
        given["headers"] = {"Idempotency-Key": str(uuid4()), **options.get("headers", {})}

        async def answered() -> httpx.Response | None:
            answer = await self.http.request(method, path, **given)
            return None if answer.is_error and answer.json().get("retryable") else answer

        answer: httpx.Response = await until(answered, 30)
        if answer.is_error:
            raise Refused(answer.json())
        return answer

    async def post(self, path: str, body: Document | None = None, **options: Any) -> Document:
        document: Document = (await self.call("POST", path, body, **options)).json()
        return document

    async def read(self, path: str, **query: Any) -> Any:
        return (await self.call("GET", path, params=query)).json()

    async def moment(self, days: float = 0) -> str:
        """The instant that lies so many days ahead."""
        return ((await self.platform.now()) + timedelta(days=days)).isoformat()

    async def today(self) -> str:
        return (await self.platform.now()).astimezone(PARIS).date().isoformat()

    async def sees(self, tender: Tender, status: str, patience: float = 60) -> Document:
        """Wait until a tender has come to a state."""

        async def there() -> Document | None:
            shown: Document = await self.read(tender.path)
            return shown if shown["status"] == status else None

        document: Document = await until(there, patience)
        return document


class Citizen(Actor):
    """Anybody: reads the facts, and the figures that are made of them."""

    async def hears(self, tender: Tender, *names: str) -> list[Document]:
        """Wait for the facts of a procedure, which are these in this order; what they say."""

        async def all_told() -> list[Document] | None:
            facts = await self._facts(tender)
            return facts if len(facts) >= len(names) else None

        facts: list[Document] = await until(all_told, 30)
        told = [fact["type"].split(".")[2] for fact in facts]
        assert told == list(names), told
        return [fact["data"] for fact in facts]

    async def waits_for(self, tender: Tender, name: str, lot: int | None = None) -> None:
        """Wait until a procedure has told a fact of this name, of a lot if one is named."""

        async def told() -> bool:
            named = [fact for fact in await self._facts(tender) if f".{name}." in fact["type"]]
            return any(lot in (None, fact["data"].get("lot")) for fact in named)

        await until(told, 60)

    async def _facts(self, tender: Tender) -> list[Document]:
        facts: list[Document] = []
        after, head = 0, 1
        while after < head:
            page = await self.read("/feed/procedures", after=after, limit=1000, include="body")
            facts += [item["event"] for item in page["events"]]
            after, head = page["next"], page["head"]
        return [fact for fact in facts if fact["partitionkey"] == tender.id]

    async def figures(self, area: str, *names: str, **more: object) -> dict[str, float]:
        """What the observatory counts of the region's contracts of an area, by the names of its indicators."""
        asked = {"period": "all", "buyer": REGION, "area": area, **more}
        return {name: float((await self.read(f"/indicators/{name}", **asked))["numerator"]) for name in names}

    async def sees_figures_move(self, area: str, before: dict[str, float], **by: float) -> None:
        """Wait until figures are so much higher than they were."""
        wanted = {name: before[name] + by[name] for name in by}

        async def moved() -> bool:
            return await self.figures(area, *by) == wanted

        await until(moved, 30)
