"""Through the gateway every figure is what a plain recomputation over all facts of the feeds gives."""

import os
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from random import Random
from typing import Any

import httpx

from contracts.envelope import Envelope
from tests.component.analytics.naive import FIGURES, Naive, Question
from tests.component.analytics.questions import a_question, values
from tests.component.analytics.recomputing import SLICES, differing
from tests.e2e.imports import CONTRACTS, taken_in
from tests.e2e.platforms import PlatformUnderTest
from tests.e2e.registers import BUYER, a_register
from tests.waiting import until

FEEDS = ("procedures", "suppliers", "sourcing", "offers")
ASKED = [name for name in FIGURES if name != "C1"]
"""All but the count of red flags, which the observatory raises itself: its answers name no position among them."""
REGISTER = os.environ.get("PRENAN_REGISTER")
"""A register like that of 2019, to be recomputed too where somebody has one."""


@dataclass
class Differences:
    """What was compared to the end, and what differed."""

    found: list[Any]


class Witness:
    """Whoever reads every feed, and reckons for itself."""

    def __init__(self, http: httpx.AsyncClient) -> None:
        self._http = http
        self._facts: dict[str, list[Envelope]] = {feed: [] for feed in FEEDS}
        self._naive = Naive((), date.min)

    async def reckoned(self) -> Naive:
        """From all that was told until now."""
        for feed, facts in self._facts.items():
            while page := await self._page(feed, len(facts)):
                facts += [Envelope.model_validate(one["event"]) for one in page]
        today = datetime.fromisoformat((await self._http.get("/time")).json()["now"]).date()
        facts = [fact for facts in self._facts.values() for fact in facts]
        if len(facts) != len(self._naive.facts) or today != self._naive.today:
            self._naive = Naive(facts, today)
        return self._naive

    async def _page(self, feed: str, after: int) -> list[dict[str, Any]]:
        answer = await self._http.get(f"/feed/{feed}", params={"after": after, "limit": 1000, "include": "body"})
        events: list[dict[str, Any]] = answer.json()["events"]
        return events

    async def differences(self, question: Question) -> "Differences | None":
        """Where the gateway and the facts disagree on a slice; None while it knows less, or more, than was read."""
        naive = await self.reckoned()
        answer = await self._http.get("/figures", params={"indicator": ASKED, **question.parameters})
        assert answer.is_success or answer.json()["retryable"], answer.text
        known = {feed: len(facts) for feed, facts in self._facts.items()}
        items = answer.json()["items"] if answer.is_success else []
        if not items or not items[0]["positions"].items() <= known.items():
            return None
        return Differences([one for said in items for one in differing(said, naive, question)])


async def must_agree(platform: PlatformUnderTest, *first: Question) -> None:
    """Every figure of these slices, and of others at random."""
    async with platform.client("operator") as http:
        witness = Witness(http)
        told = values(await witness.reckoned())
        random = Random(6)
        for question in (Question(), *first, *(a_question(random, told, past=0) for _ in range(SLICES // 4))):
            assert (await until(lambda asked=question: witness.differences(asked), 120)).found == [], (
                question.parameters
            )


async def test_the_figures_of_the_sample_market_are_those_that_its_facts_give(town: PlatformUnderTest) -> None:
    await must_agree(town)


async def test_the_figures_of_a_register_are_those_that_its_facts_give(
    platform: PlatformUnderTest, tmp_path: Path
) -> None:
    await taken_in(platform, a_register(tmp_path / "register.csv", CONTRACTS))
    if REGISTER:
        await taken_in(platform, Path(REGISTER))
    await must_agree(platform, Question(period="2019"), Question(buyer=(BUYER,)))
