"""A tender whose bids are open, and what its buyer's people do with them."""

from datetime import timedelta
from typing import Any, Self
from uuid import UUID

import httpx

from chassis.caching import Expected
from services.tenders.domain.buyer import Buyer
from services.tenders.domain.tender_status import TenderStatus
from services.tenders.persistence.unit_of_work import UnitOfWork
from tests.component.tenders.bidders import Committee
from tests.component.tenders.desk import REGION, Desk
from tests.unit.tenders.bidding import COMPANIES, an_opened_bid

CRITERIA: list[dict[str, Any]] = [
    {"name": "Prix", "kind": "price", "weight": 40},
    {"name": "Valeur technique", "kind": "quality", "weight": 60, "maximum": 10},
]
LOTS = [{"number": 1, "title": "Gros œuvre", "criteria": CRITERIA}]
EVALUATOR = frozenset({"evaluations:write"})
LEADER = frozenset({"tenders:write"})
LAWYER = frozenset({"tenders:award", "contracts:write"})
BIDDER = frozenset({"bids:submit"})


class OpenedTender:
    """One tender of two evaluators, anne and yann, led by rozenn and approved by maud."""

    def __init__(self, desk: Desk, path: str, lot: int = 1) -> None:
        self.desk, self.path, self.lot = desk, path, lot
        self.id = UUID(path.rsplit("/", 1)[1])
        self.bids: list[UUID] = []

    @classmethod
    async def of(cls, desk: Desk, *prices: tuple[str | None, ...] | str, **terms: Any) -> Self:
        """A tender with one opened bid for each of these prices, which are those of its lots."""
        path = await desk.close(**{"committee": Committee().terms(), "lots": LOTS, **terms})
        opened = cls(desk, path)
        async with UnitOfWork(desk.database) as uow:
            tender = await uow.tenders.get(opened.id, by=Buyer(REGION), expected=Expected(None))
            tender.status, tender.revision = TenderStatus.OPENED, tender.revision + 1
            for number, price in enumerate(prices):
                bid = an_opened_bid(number, opened.id, *((price,) if isinstance(price, str) else price))
                uow.session.add(bid)
                opened.bids.append(bid.id)
        desk.now += timedelta(days=1)
        return opened

    @property
    def lot_path(self) -> str:
        return f"{self.path}/lots/{self.lot}"

    def bid_path(self, number: int) -> str:
        return f"{self.path}/bids/{self.bids[number]}/lots/{self.lot}"

    async def judge(self, number: int, status: str = "admissible", reason: str = "Conforme") -> httpx.Response:
        body = {"status": status, "reason": reason}
        return await self.desk.post(f"{self.bid_path(number)}/judgement", body, scopes=EVALUATOR, client="anne")

    async def admit(self, *numbers: int) -> None:
        for number in numbers or range(len(self.bids)):
            answer = await self.judge(number)
            assert answer.status_code == 201, answer.text

    async def appoint(self, *evaluators: str) -> httpx.Response:
        body = {"evaluators": evaluators or ("anne", "yann")}
        return await self.desk.post(f"{self.lot_path}/evaluation", body, scopes=LEADER, client="rozenn")

    async def declare(self, evaluator: str, conflict: bool = False) -> httpx.Response:
        body = {"conflict": conflict, "statement": "Aucun lien" if not conflict else "Ancien salarié"}
        path = f"{self.lot_path}/evaluation/declarations"
        return await self.desk.post(path, body, scopes=EVALUATOR, client=evaluator)

    async def read(self, evaluator: str = "anne", **options: Any) -> httpx.Response:
        options = {"scopes": EVALUATOR, "client": evaluator, **options}
        return await self.desk.get(f"{self.lot_path}/evaluation", **options)

    async def mark(self, evaluator: str, *marks: str, criterion: int = 2, **headers: str) -> httpx.Response:
        """Mark bids 0, 1 and so on under one criterion."""
        scores = [
            {"bid": str(self.bids[number]), "criterion": criterion, "score": mark, "reason": f"Vu par {evaluator}"}
            for number, mark in enumerate(marks)
        ]
        headers = headers or {"if_match": (await self.read(evaluator)).headers.get("ETag", "*")}
        path = f"{self.lot_path}/evaluation/scores"
        return await self.desk.call("PUT", path, {"scores": scores}, scopes=EVALUATOR, client=evaluator, **headers)

    async def conclude(self, *draw: UUID) -> httpx.Response:
        body = {"draw": [str(bid) for bid in draw]}
        path = f"{self.lot_path}/evaluation/conclusion"
        return await self.desk.post(path, body, scopes=EVALUATOR, client="anne")

    async def evaluate(self, *marks: str) -> httpx.Response:
        """Admit every bid and rank it, both evaluators giving the same marks."""
        await self.admit()
        await self.appoint()
        for evaluator in ("anne", "yann"):
            await self.declare(evaluator)
            assert (await self.mark(evaluator, *marks)).status_code == 200
        answer = await self.conclude()
        assert answer.status_code == 201, answer.text
        return answer

    async def propose(self, passed_over: dict[int, str] | None = None, holders: int = 1) -> httpx.Response:
        over = [{"bid": str(self.bids[number]), "reason": why} for number, why in (passed_over or {}).items()]
        path, body = f"{self.lot_path}/award-proposal", {"passed_over": over, "holders": holders}
        return await self.desk.post(path, body, scopes=LEADER, client="rozenn")

    async def act(self, what: str, body: Any = None, client: str = "maud") -> httpx.Response:
        return await self.desk.post(f"{self.lot_path}/award-{what}", body, scopes=LAWYER, client=client)

    async def award(self, holders: int = 1) -> None:
        assert (await self.propose(holders=holders)).status_code == 201
        assert (await self.act("approval")).status_code == 201
        answer = await self.act("notification")
        assert answer.status_code == 201, answer.text

    async def rejection(self, number: int, organisation: str | None = None) -> httpx.Response:
        siret = organisation or COMPANIES[number][0]
        path = f"{self.path}/bids/{self.bids[number]}/rejection"
        return await self.desk.get(path, scopes=BIDDER, organisation=siret)

    async def sign(self) -> httpx.Response:
        return await self.desk.sign(self.path, lot=self.lot)

    async def status(self) -> str:
        return str((await self.desk.get(self.path)).json()["status"])


PRICES = ("6000000.00", "6600000.00", "6300000.00")
MARKS = ("5", "10", "6")


async def ranked(desk: Desk, *prices: str, **terms: Any) -> OpenedTender:
    """A tender whose bids are ranked 1, 2, 0."""
    tender = await OpenedTender.of(desk, *(prices or PRICES), **terms)
    await tender.evaluate(*MARKS[: len(tender.bids)])
    desk.now += timedelta(hours=1)
    return tender


def refused(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]
