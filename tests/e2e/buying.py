"""Those who buy for the region: referents, lawyers, evaluators, financial managers."""

from typing import Any

from deploy.embedded.demo_keys import REGION
from tests.component.tenders.files import PDF
from tests.e2e.storytelling import Actor, Bid, Contract, Document, Tender, money

CRITERIA = [
    {"name": "Price", "kind": "price", "weight": 50},
    {"name": "Method", "kind": "quality", "weight": 30, "maximum": 10},
    {"name": "Reuse and waste", "kind": "environment", "weight": 20, "maximum": 10},
]
MARKED = (2, 3)
"""The criteria that people mark."""

WORKS = {"area": "construction", "nature": "works", "cpv": "45214220", "places": ["FRH03"]}
FURNITURE = {"area": "supplies", "nature": "goods", "cpv": "39160000", "single_lot_reason": "One kind of furniture"}
CAFES = {"area": "food", "nature": "services", "cpv": "55330000"}
ART = {"area": "communication-and-events", "nature": "services", "cpv": "92312000"}
"""Needs: which area, nature and kind."""


def a_lot(title: str, value: int, **said: Any) -> Document:
    """A lot that is judged by price, method and environment, and that asks for a clean site."""
    clauses = {"environmental": True}
    return {"title": title, "value": money(value), "months": 12, "criteria": CRITERIA, "clauses": clauses} | said


class Approver(Actor):
    """Whoever reviews tenders before their publication."""

    async def approves(self, tender: Tender) -> str:
        """Take one's step of the approval; where the tender stands then."""
        return str((await self.post(f"{tender.path}/review/approval", {"comment": f"Read by {self.name}"}))["status"])


class Referent(Approver):
    """A purchasing referent, who leads procedures and signs what comes of them."""

    async def drafts(self, title: str, *lots: Document, **terms: Any) -> Tender:
        numbered = [{"number": number, **lot} for number, lot in enumerate(lots, 1)]
        body = {"title": title, "buyer": REGION, "department": "buildings", "lots": numbered, **terms}
        return Tender(f"/tenders/{(await self.post('/tenders', body))['id']}")

    async def adds(self, tender: Tender, name: str, content: bytes = PDF, *, amending: bool = False) -> None:
        headers, query = {"Content-Type": "application/pdf"}, {"name": name, "amending": str(amending).lower()}
        path = f"{tender.path}/documents"
        await self.call("POST", path, params={"kind": "technical", **query}, content=content, headers=headers)

    async def submits(self, tender: Tender) -> Document:
        return await self.post(f"{tender.path}/review")

    async def publishes(self, tender: Tender, days: float) -> Document:
        return await self.post(f"{tender.path}/publication", {"deadline": await self.moment(days)})

    async def answers(self, tender: Tender, question: Document, text: str) -> None:
        await self.post(f"{tender.path}/questions/{question['id']}/answer", {"text": text, "to": "all"})

    async def amends(self, tender: Tender, summary: str, *documents: str, days: float) -> Document:
        body = {"summary": summary, "reason": "Asked by suppliers", "substantial": True, "documents": documents}
        return await self.post(f"{tender.path}/amendments", body | {"deadline": await self.moment(days)})

    async def appoints(self, tender: Tender, lot: int, *evaluators: Actor) -> None:
        names = [evaluator.client for evaluator in evaluators]
        await self.post(f"{tender.lot(lot)}/evaluation", {"evaluators": names})

    async def proposes(self, tender: Tender, lot: int) -> Document:
        return await self.post(f"{tender.lot(lot)}/award-proposal", {})

    async def signs(self, tender: Tender, lot: int, reference: str, **said: Any) -> Contract:
        body = {"tender_id": tender.id, "lot": lot, "reference": reference, "signed_on": await self.today(), **said}
        return Contract(f"/contracts/{(await self.post('/contracts', body))['id']}", reference)

    async def calls_off(self, framework: Contract, reference: str, value: int, holder: str) -> Contract:
        body = {"reference": reference, "title": reference, "value": money(value), "holder": {"id": holder}}
        signed = await self.post(f"{framework.path}/call-offs", body | {"signed_on": await self.today()})
        return Contract(f"/contracts/{signed['id']}", reference)

    async def notifies(self, contract: Contract) -> Document:
        return await self.post(f"{contract.path}/notification", {"notified_on": await self.today()})

    async def modifies(self, contract: Contract, ground: str, value: int) -> Document:
        body = {"ground": ground, "reason": "Found on the site", "value": money(value)}
        return await self.post(f"{contract.path}/modifications", body | {"decided_on": await self.today()})


class Lawyer(Approver):
    """A legal adviser, who approves awards and answers for how a lot ends."""

    async def approves_award(self, tender: Tender, lot: int) -> None:
        await self.post(f"{tender.lot(lot)}/award-approval")

    async def writes_to_losers(self, tender: Tender, lot: int) -> Document:
        """Give the lot to the winner and tell the others why it is not theirs."""
        return await self.post(f"{tender.lot(lot)}/award-notification")

    async def confirms(self, tender: Tender, lot: int) -> Document:
        return await self.post(f"{tender.lot(lot)}/award-confirmation")

    async def declares_unsuccessful(self, tender: Tender, lot: int, reason: str) -> None:
        body = {"outcome": "unsuccessful", "bids": 0, "reason": reason}
        await self.post(f"{tender.lot(lot)}/closure", body)

    async def gives(self, tender: Tender, lot: int, value: int, *holders: str, bids: int) -> None:
        """Award a lot whose bids were taken elsewhere."""
        given = [{"identifier": {"id": holder}} for holder in holders]
        await self.post(f"{tender.lot(lot)}/award", {"bids": bids, "value": money(value), "holders": given})


class Evaluator(Actor):
    """Whoever judges bids and marks them."""

    async def admits(self, lot: int, *bids: Bid) -> None:
        for bid in bids:
            await self.post(f"{bid.lot(lot)}/judgement", {"status": "admissible", "reason": "Complete and in order"})

    async def declares_no_conflict(self, tender: Tender, lot: int) -> None:
        body = {"conflict": False, "statement": "No tie with any bidder"}
        await self.post(f"{tender.lot(lot)}/evaluation/declarations", body)

    async def marks(self, lot: int, marks: dict[Bid, str]) -> None:
        """Give each bid a mark, which is the same under every criterion but price."""
        path = f"{next(iter(marks)).tender.lot(lot)}/evaluation"
        scores = [
            {"bid": bid.id, "criterion": criterion, "score": mark, "reason": f"As {self.name} read it"}
            for bid, mark in marks.items()
            for criterion in MARKED
        ]
        tag = (await self.call("GET", path)).headers["ETag"]
        await self.call("PUT", f"{path}/scores", {"scores": scores}, headers={"If-Match": tag})

    async def suspects(self, tender: Tender, lot: int) -> dict[str, list[str]]:
        """The bids whose price seems abnormally low, and by which rules."""
        found: dict[str, list[str]] = (await self.read(f"{tender.lot(lot)}/evaluation"))["suspects"]
        return found

    async def questions_price(self, bid: Bid, lot: int) -> None:
        await self.post(f"{bid.lot(lot)}/justification-request", {"due": await self.moment(60)})

    async def accepts_price(self, bid: Bid, lot: int, reason: str) -> Document:
        return await self.post(f"{bid.lot(lot)}/justification-decision", {"accepted": True, "reason": reason})

    async def concludes(self, tender: Tender, lot: int) -> list[str]:
        """Let the ranking stand; the bids in order."""
        ranking = (await self.post(f"{tender.lot(lot)}/evaluation/conclusion", {}))["ranking"]
        return [place["bid_id"] for place in ranking]


class Treasurer(Actor):
    """A financial manager, whose system posts what was invoiced and paid."""

    async def records(self, *records: Document) -> list[str]:
        """Post records; what became of each."""
        results = (await self.post("/payment-records", {"records": list(records)}))["results"]
        return [result["status"] for result in results]

    async def an_invoice(self, contract: Contract, number: str, value: int) -> Document:
        return self._record("invoice", contract, number, value) | {"received_on": await self.today()}

    async def a_payment(self, contract: Contract, number: str, value: int) -> Document:
        return self._record("payment", contract, f"P-{number}", value) | {
            "invoice": number,
            "paid_on": await self.today(),
        }

    def _record(self, kind: str, contract: Contract, number: str, value: int) -> Document:
        known = {"kind": kind, "buyer": REGION, "reference": contract.reference}
        return {**known, "external_id": number, "value": money(value)}
