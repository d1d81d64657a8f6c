"""A platform in accelerated time, and everybody who acts in the stories that are played on it."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

import httpx

from deploy.embedded.demo_keys import REGION, SUPPLIERS
from deploy.sample.identifiers import siret
from tests.e2e.bidding import Committee, Supplier
from tests.e2e.buying import Evaluator, Lawyer, Referent, Treasurer
from tests.e2e.platforms import PlatformUnderTest
from tests.e2e.storytelling import Actor, Citizen

SPEED = 172_800.0
"""Two days a second: the shortest time for an open procedure passes in some fifteen."""
START = date(2027, 3, 1)
RENNES, PARIS = {"commune": "35238", "department": "35"}, {"commune": "75056", "department": "75"}
COMPANIES = {
    "Masons of the Vilaine": RENNES,
    "Plumbers of the Odet": RENNES,
    "Carpenters of the Elorn": RENNES,
    "Builders of the Seine": PARIS,
}
DEMO_KEYS = {"Masons of the Vilaine": "supplier", "Plumbers of the Odet": "other-supplier"}

Somebody = TypeVar("Somebody", bound=Actor)


@dataclass
class Market:
    """Everybody in the stories, each with a key of their own role."""

    platform: PlatformUnderTest
    citizen: Citizen
    referent: Referent
    colleague: Referent
    lawyer: Lawyer
    anne: Evaluator
    yann: Evaluator
    treasurer: Treasurer
    committee: Committee
    masons: Supplier
    plumbers: Supplier
    carpenters: Supplier
    builders: Supplier


class Casting:
    """Gives people keys: those of the demo for one of each role, and what an operator issues for the others."""

    def __init__(self, platform: PlatformUnderTest, stage: AsyncExitStack) -> None:
        self._platform, self._stage = platform, stage

    async def demo(self, kind: type[Somebody], role: str, organisation: str = REGION) -> Somebody:
        """Whoever has the demo key of a role."""
        http = await self._stage.enter_async_context(self._platform.client(role))
        return kind(role, self._platform, http, f"{role}@{organisation}")

    async def hired(self, kind: type[Somebody], role: str, name: str, organisation: str = REGION) -> Somebody:
        """Whoever an operator issues a key for."""
        async with self._platform.client("operator") as operator:
            asked = {"role": role, "organisation": organisation, "client": name}
            answer = await operator.post("/keys", json=asked)
        assert answer.status_code == 201, answer.text
        headers = {"Authorization": f"Bearer {answer.json()['key']}"}
        http = httpx.AsyncClient(base_url=self._platform.url, headers=headers, timeout=30)
        return kind(name, self._platform, await self._stage.enter_async_context(http), name)

    async def citizen(self) -> Citizen:
        return Citizen("citizen", self._platform, await self._stage.enter_async_context(self._platform.client()))

    async def supplier(self, number: int, name: str) -> Supplier:
        """A company with a key of its own, that a portal has registered."""
        company = await self._company(number, name)
        async with self._platform.client("portal") as portal:
            body = {"identifier": {"id": company.siret}, "name": name, "size": "pme", "place": COMPANIES[name]}
            answer = await portal.post("/suppliers", json=body)
        assert answer.status_code in {200, 201}, answer.text
        return company

    async def _company(self, number: int, name: str) -> Supplier:
        key = DEMO_KEYS.get(name)
        identifier = SUPPLIERS[key] if key else siret(number)
        company = await (
            self.demo(Supplier, key, identifier) if key else self.hired(Supplier, "supplier", name, identifier)
        )
        company.name, company.siret = name, identifier
        return company

    async def committee(self) -> Committee:
        names = ("President", "Secretary", "Trustee")
        return Committee([await self.hired(Actor, "opening-committee-member", name) for name in names])


@asynccontextmanager
async def a_market(platform: PlatformUnderTest) -> AsyncIterator[Market]:
    """The people of a platform where some forty days pass in twenty seconds."""
    async with AsyncExitStack() as stage:
        cast = Casting(platform, stage)
        masons, plumbers, carpenters, builders = [
            await cast.supplier(80_001 + place, name) for place, name in enumerate(COMPANIES)
        ]
        yield Market(
            platform=platform,
            citizen=await cast.citizen(),
            referent=await cast.demo(Referent, "purchasing-referent"),
            colleague=await cast.hired(Referent, "purchasing-referent", "A second referent"),
            lawyer=await cast.demo(Lawyer, "legal-adviser"),
            anne=await cast.demo(Evaluator, "evaluator"),
            yann=await cast.hired(Evaluator, "evaluator", "Yann"),
            treasurer=await cast.demo(Treasurer, "financial-manager"),
            committee=await cast.committee(),
            masons=masons,
            plumbers=plumbers,
            carpenters=carpenters,
            builders=builders,
        )
