"""A procedure of several phases, as its buyer, its committee and its bidders live it."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any, Self
from uuid import UUID

import httpx

from contracts.envelope import Envelope
from tests.component.tenders.bidders import Committee, a_form, a_sealed_tender, hand_in
from tests.component.tenders.desk import Desk
from tests.component.tenders.opened import OpenedTender

ROUND_DAYS = 45


class Procedure:
    """One tender, phase after phase; each phase lasts `ROUND_DAYS`."""

    def __init__(self, desk: Desk, committee: Committee, path: str) -> None:
        self.desk, self.committee, self.path = desk, committee, path

    @classmethod
    async def launched(cls, desk: Desk, procedure: str, **terms: Any) -> Self:
        """A tender whose first phase just opened."""
        committee, known = Committee(), {"estimated_value": {"amount": "1000000.00"}, **terms}
        path = await a_sealed_tender(desk, committee, days=ROUND_DAYS, procedure=procedure, **known)
        return cls(desk, committee, path)

    @property
    def id(self) -> str:
        return self.path.rsplit("/", 1)[1]

    async def bid(self, *bidders: str, price: int | None = None) -> dict[str, UUID]:
        """Let these bid, or ask to take part where there is no price yet; their bids."""
        bids = {}
        for bidder in bidders:
            form = a_form(bidder) if price is None else a_form(bidder, 1, price=price)
            answer = await hand_in(self.desk, self.path, bidder, form=form)
            assert answer.status_code == 201, answer.text
            bids[bidder] = UUID(answer.json()["id"])
        return bids

    async def refused(self, bidder: str) -> str:
        """The code by which a bid is refused."""
        answer = await hand_in(self.desk, self.path, bidder)
        assert answer.status_code >= 400
        return str(answer.json()["code"])

    async def open(self, days: int = ROUND_DAYS) -> Envelope:
        """Wait for the end of the phase, and open its bids; what the opening told."""
        self.desk.now += timedelta(days=days)
        await self.desk.time_passes()
        answer = await self.committee.open(self.desk, self.path)
        assert (answer.status_code, answer.json()["status"]) == (201, "opened"), answer.text
        return [fact for fact in await self.desk.facts() if "BidsOpened" in fact.type][-1]

    async def choose(self, bids: Iterable[UUID], phase: str | None = None, **more: Any) -> httpx.Response:
        """Choose whose bids go on."""
        deadline = self.desk.now + timedelta(days=more.pop("days", ROUND_DAYS))
        body = {"bids": [str(bid) for bid in bids], "deadline": deadline.isoformat(), "phase": phase, **more}
        return await self.desk.post(f"{self.path}/selection", body)

    async def go_on(self, bids: Iterable[UUID], phase: str | None = None, **more: Any) -> str:
        """Choose, and say which phase is open then."""
        answer = await self.choose(bids, phase, **more)
        assert (answer.status_code, answer.json()["status"]) == (201, "published"), answer.text
        return str(answer.json()["phase"])

    async def under_evaluation(self, bids: Iterable[UUID]) -> OpenedTender:
        """The tender, once its last phase is open."""
        tender = OpenedTender(self.desk, self.path)
        tender.bids = list(bids)
        return tender
